using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>The service over HTTP: to its own client, and to whoever does not speak the protocol well.</summary>
public sealed class ServedTablesTests : IAsyncLifetime
{
    private readonly TableStore _store = TableStore.OpenMemory(TimeProvider.System);
    private readonly HttpClient _http = new();
    private TableService _service = null!;
    private WebApplication _server = null!;
    private Uri _address = null!;

    private string ConnectionString => _service.ConnectionStringAt(_address);

    public async Task InitializeAsync()
    {
        _service = new TableService(_store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(_service.HandleAsync);
        await _server.StartAsync();
        _address = new Uri(_server.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _service.Dispose();
        _store.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_client_reaches_it_by_a_connection_string()
    {
        var table = new TableClient(ConnectionString, "Remote");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("it's 50%", "+44 é") { ["A"] = 5L });
        Assert.Equal(5L, (await table.GetEntityAsync<TableEntity>("it's 50%", "+44 é")).Value.GetInt64("A"));
        await table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Delete, new TableEntity("it's 50%", "+44 é"))]);
        Assert.Empty(table.Query<TableEntity>("A eq 5L"));
    }

    [Fact]
    public async Task Both_ways_lead_to_the_same_rows()
    {
        var near = new TableClient(_service.ConnectionString, "Both");
        await near.CreateAsync();
        await near.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Single(new TableClient(ConnectionString, "Both").Query<TableEntity>());
    }

    [Fact]
    public async Task Who_does_not_have_the_key_is_refused()
    {
        var wrong = Convert.ToBase64String(new byte[64]);
        foreach (var connection in (string[])[ConnectionString, _service.ConnectionString])
        {
            var table = new TableClient(connection.Replace(StorageAccount.DevelopmentKey, wrong), "Rows");
            var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => table.CreateAsync());
            Assert.Equal((403, "AuthenticationFailed"), (failure.Status, failure.ErrorCode));
        }

        var anonymous = await _http.GetAsync(At("Tables"));
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Contains("NoAuthenticationInformation", await anonymous.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_longer_signature_is_accepted_too()
    {
        var (status, _) = await SendAsync(HttpMethod.Get, "Tables", full: true);
        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("POST", "Tables", "{\"TableName\":", 400, "InvalidInput")]
    [InlineData("POST", "Tables", "[]", 400, "InvalidInput")]
    [InlineData("POST", "Tables", "{\"TableName\":5}", 400, "InvalidInput")]
    [InlineData("PUT", "Tables", "{}", 405, "MethodNotAllowed")]
    [InlineData("POST", "Rows", "", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "[1]", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\"} x", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":{}}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":[1]}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":5000000000}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":1e999}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A@odata.type\":\"Edm.Int64\",\"A\":\"x\"}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A@odata.type\":\"Edm.Odd\",\"A\":\"x\"}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A@odata.type\":\"Edm.Binary\",\"A\":\"?\"}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":\"\\ud800\"}", 400, "InvalidInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A@odata.type\":\"Edm.DateTime\",\"A\":\"0001-01-01T00:00:00Z\"}", 400, "OutOfRangeInput")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A\":1,\"A\":2}", 400, "DuplicatePropertiesSpecified")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"a-b\":1}", 400, "PropertyNameInvalid")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\"}", 400, "PropertiesNeedValue")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":null}", 400, "PropertiesNeedValue")]
    [InlineData("POST", "Rows", "{\"PartitionKey\":\"p\",\"RowKey\":5}", 400, "PrimaryKeyPropertyIsInvalidType")]
    [InlineData("PUT", "Rows(PartitionKey='p',RowKey='r')", "{\"PartitionKey\":\"q\"}", 400, "InvalidInput")]
    [InlineData("DELETE", "Rows(PartitionKey='p',RowKey='r')", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows(PartitionKey='p')", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows(PartitionKey='p',RowKey='r)", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows()?$top=0", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows()?$top=1001", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows()?$top=x", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows()?NextPartitionKey=nonsense", "", 400, "InvalidInput")]
    [InlineData("GET", "Rows/U", "", 400, "InvalidUri")]
    [InlineData("POST", "$batch", "nonsense", 415, "MediaTypeNotSupported")]
    [InlineData("PATCH", "Rows", "{}", 405, "MethodNotAllowed")]
    [InlineData("GET", "$account()", "", 400, "InvalidUri")]
    [InlineData("DELETE", "Tables('$account')", "", 404, "ResourceNotFound")]
    [InlineData("GET", "Rows?comp=odd", "", 400, "InvalidQueryParameterValue")]
    [InlineData("GET", "Nowhere?comp=acl", "", 404, "TableNotFound")]
    [InlineData("PUT", "Rows?comp=acl", "<Odd/>", 400, "InvalidXmlDocument")]
    [InlineData("DELETE", "Rows?comp=acl", "", 405, "MethodNotAllowed")]
    [InlineData("PUT", "?restype=service&comp=properties", "<nonsense", 400, "InvalidXmlDocument")]
    [InlineData("PUT", "?restype=service&comp=properties", "<StorageServiceProperties><Odd/></StorageServiceProperties>", 400, "InvalidXmlDocument")]
    [InlineData("PUT", "?restype=service&comp=properties", "<!DOCTYPE x [<!ENTITY a 'a'>]><StorageServiceProperties/>", 400, "InvalidXmlDocument")]
    public async Task What_makes_no_sense_is_refused_with_a_code(
        string method, string path, string body, int status, string code)
    {
        await new TableClient(_service.ConnectionString, "Rows").CreateAsync();
        var (answered, text) = await SendAsync(new HttpMethod(method), path, body);
        Assert.Equal(status, answered);
        Assert.Contains($"\"code\":\"{code}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_may_have_line_breaks_and_are_answered_without()
    {
        await new TableClient(_service.ConnectionString, "Rows").CreateAsync();
        var row = "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"A@odata.type\":\"Edm.Binary\",\"A\":\"AA\\r\\nH/\"}";

        Assert.Equal(201, (await SendAsync(HttpMethod.Post, "Rows", row)).Status);

        var (status, text) = await SendAsync(HttpMethod.Get, "Rows(PartitionKey='p',RowKey='r')");
        Assert.Equal(200, status);
        Assert.Equal([0, 1, 255], JsonDocument.Parse(text).RootElement.GetProperty("A").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("application/atom+xml", "AtomFormatNotSupported")]
    [InlineData("application/json;odata=verbose", "JsonVerboseFormatNotSupported")]
    [InlineData("image/png", "MediaTypeNotSupported")]
    public async Task Formats_it_does_not_speak_are_refused(string accept, string code)
    {
        var (status, text) = await SendAsync(HttpMethod.Get, "Tables", accept: accept);
        Assert.Equal(415, status);
        Assert.Contains(code, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_more_than_four_MiB_is_refused()
    {
        var (status, text) = await SendAsync(HttpMethod.Post, "Rows", new string(' ', 4 * 1024 * 1024 + 1));
        Assert.Equal(413, status);
        Assert.Contains("RequestBodyTooLarge", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nometadata", """{"value":[{"PartitionKey":"p","RowKey":"r","Timestamp":"*","A":"5","B":1.0}]}""")]
    [InlineData(
        "minimalmetadata",
        """{"odata.metadata":"*/$metadata#Rows","value":[{"odata.etag":"*","PartitionKey":"p","RowKey":"r","Timestamp":"*","A@odata.type":"Edm.Int64","A":"5","B":1.0}]}""")]
    public async Task An_answer_says_as_much_about_itself_as_is_asked(string metadata, string expected)
    {
        var table = new TableClient(_service.ConnectionString, "Rows");
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 5L, ["B"] = 1.0 });
        var (_, text) = await SendAsync(HttpMethod.Get, "Rows()", accept: $"application/json;odata={metadata}");
        var pattern = System.Text.RegularExpressions.Regex.Escape(expected).Replace("\\*", ".*");
        Assert.Matches($"^{pattern}$", text.Replace(" ", ""));
    }

    private Uri At(string path) => new($"{_address}{StorageAccount.DevelopmentName}/{path}");

    private async Task<(int Status, string Body)> SendAsync(
        HttpMethod method, string path, string? body = null, bool full = false, string accept = "application/json")
    {
        var request = new HttpRequestMessage(method, At(path));
        var date = DateTimeOffset.UtcNow.ToString("R");
        var key = Convert.FromBase64String(StorageAccount.DevelopmentKey);
        var resource = SharedKeySignature.Resource(
            StorageAccount.DevelopmentName,
            request.RequestUri!.AbsolutePath,
            HttpUtility.ParseQueryString(request.RequestUri.Query)["comp"]);
        var signature = full
            ? SharedKeySignature.Full(key, method.Method, null, null, date, resource)
            : SharedKeySignature.Lite(key, date, resource);
        request.Headers.Add("x-ms-date", date);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"SharedKey{(full ? "" : "Lite")} {StorageAccount.DevelopmentName}:{signature}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
