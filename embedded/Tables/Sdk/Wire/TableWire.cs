using System.Buffers;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Switchboard.Embedded.Pipeline;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Tables;

/// <summary>One account's Table service as a client sees it: where it is, how it is asked, what its answers mean.</summary>
internal sealed class TableWire
{
    private readonly HttpPipeline _pipeline;
    private readonly string _version;
    private readonly string _path;
    private readonly string? _query;

    private TableWire(Uri endpoint, HttpPipelinePolicy? authentication, TableClientOptions? options, string? account)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        AccountName = account ?? AccountIn(endpoint);
        _version = options.VersionString;
        _path = endpoint.AbsolutePath.TrimEnd('/') + "/";
        _query = endpoint.Query.Length > 1 ? endpoint.Query[1..] : null;
        _pipeline = Build(options, authentication, InProcessTransport.For(endpoint));
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    public static TableWire Of(StorageAccount account, TableClientOptions? options) =>
        account.Credential is { } credential ? Of(account.Endpoint, credential, options)
        : account.SasToken is { } sas ? Of(account.Endpoint, new AzureSasCredential(sas), options)
        : new TableWire(account.Endpoint, null, options, null);

    public static TableWire Of(Uri endpoint, TableClientOptions? options) =>
        new(Checked(endpoint), null, options, null);

    public static TableWire Of(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(Checked(endpoint), new SharedKeyLitePolicy(credential), options, credential.AccountName);
    }

    public static TableWire Of(Uri endpoint, AzureSasCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(Checked(endpoint), new SasPolicy(credential), options, null);
    }

    public static TableWire Of(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var scope = (options?.Audience ?? TableAudience.AzurePublicCloud).Scope;
        return new(Checked(endpoint), new BearerTokenAuthenticationPolicy(credential, scope), options, null);
    }

    /// <summary>A request for <paramref name="path"/> (escaped) below the endpoint.</summary>
    public HttpMessage Request(RequestMethod method, string path)
    {
        var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(Endpoint);
        request.Uri.Query = "";
        request.Uri.Path = _path + path;
        if (_query is not null)
            request.Uri.Query = "?" + _query;
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    public static void Body(Request request, ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        EntityJson.Write(buffer, entity);
        request.Headers.Add("Content-Type", "application/json");
        request.Content = new BytesContent(buffer.WrittenMemory);
    }

    /// <summary>Sends and returns the answer if it is a success or <paramref name="alsoFine"/>.</summary>
    /// <exception cref="RequestFailedException">It is not.</exception>
    public async ValueTask<Response> SendAsync(
        HttpMessage message, bool async, CancellationToken cancellation, int alsoFine = 0)
    {
        if (async)
            await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        else
            _pipeline.Send(message, cancellation);

        var response = message.Response;
        return response.Status is >= 200 and < 300 || response.Status == alsoFine
            ? response
            : throw new RequestFailedException(response, null, TableErrorParser.Instance);
    }

    /// <summary>The path of one row.</summary>
    public static string RowPath(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{EscapedKey(partitionKey)}',RowKey='{EscapedKey(rowKey)}')";

    private static string EscapedKey(string key) =>
        Uri.EscapeDataString(key.Contains('\'', StringComparison.Ordinal) ? key.Replace("'", "''") : key);

    private static Uri Checked(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint;
    }

    // An emulator has the account in the path, Azure in the host name.
    private static string AccountIn(Uri endpoint) =>
        endpoint.AbsolutePath.Length > 1 && (endpoint.HostNameType != UriHostNameType.Dns || endpoint.IsLoopback)
            ? endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]
            : endpoint.Host.Split('.')[0];

    private static HttpPipeline Build(
        TableClientOptions options, HttpPipelinePolicy? authentication, HttpPipelineTransport? inProcess)
    {
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = TableErrorParser.Instance };
        if (authentication is not null)
            pipeline.PerRetryPolicies.Add(authentication);
        return EmbeddedPipeline.Build(
            pipeline, ReferenceEquals(options.Transport, new TableClientOptions().Transport) ? inProcess : null);
    }
}
