using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Tests.Http.OpenApi;

/// <summary>
/// A client that knows of the application only what <c>/openapi.json</c> says: it sends the document's examples, and holds
/// every answer against what is said of it.
/// </summary>
internal sealed class DescribedApi
{
    private readonly HttpClient _http;
    private readonly JsonSchemaCheck _check;
    private readonly Dictionary<string, DescribedOperation> _operations;

    private DescribedApi(HttpClient http, JsonNode document)
    {
        _http = http;
        _check = new JsonSchemaCheck(document);
        _operations = DescribedOperation.All(document).ToDictionary(operation => operation.Id);
    }

    /// <summary>Sent with each request, if any.</summary>
    public AuthenticationHeaderValue? Authorization { get; set; }

    /// <summary>The operations.</summary>
    public IReadOnlyCollection<DescribedOperation> Operations => _operations.Values;

    /// <summary>The operations that have answered as they should when nothing goes wrong.</summary>
    public HashSet<string> Succeeded { get; } = [];

    public static async Task<DescribedApi> ReadAsync(HttpClient http) =>
        new(http, JsonNode.Parse(await http.GetStringAsync("/openapi.json"))!);

    /// <summary>Sends an operation's example, and its other ways to be sent where sending it again changes nothing.</summary>
    /// <param name="id">The operation.</param>
    /// <param name="values">The values of parameters in path and query.</param>
    public async Task<JsonNode?> SendAsync(string id, params (string Name, object Value)[] values)
    {
        var operation = _operations[id];
        var answer = await SendAsync(operation, operation.Contents.FirstOrDefault()?.Body(), values);
        Succeeded.Add(id);
        if (operation.Method == HttpMethod.Get)
        {
            await SendAsync(operation, null, [.. operation.Query.Where(given => values.All(value => value.Name != given.Name)), .. values]);
            using var head = await RawAsync(HttpMethod.Head, operation, null, values);
            Assert.True(head.IsSuccessStatusCode, $"{id} answers {(int)head.StatusCode} to HEAD");
        }
        else if (operation.Method != HttpMethod.Post)
        {
            foreach (var content in operation.Contents.Skip(1))
                await SendAsync(operation, content.Body(), values);
        }

        return answer;
    }

    /// <summary>Sends an operation with another body than its example.</summary>
    public async Task<JsonNode?> SendAsync(string id, JsonObject body, params (string Name, object Value)[] values)
    {
        var answer = await SendAsync(_operations[id], DescribedContent.Json(body), values);
        Succeeded.Add(id);
        return answer;
    }

    /// <summary>Sends an example in another of its media types.</summary>
    public Task<JsonNode?> SendAsAsync(string mediaType, string id, params (string Name, object Value)[] values) =>
        SendAsync(_operations[id], _operations[id].Contents.Single(content => content.MediaType == mediaType).Body(), values);

    /// <summary>
    /// Asks for a list by each of the filters that it is said to have: the list must be there, and nothing may be left of it
    /// by what nothing has.
    /// </summary>
    public async Task FilterAsync(DescribedOperation operation, params (string Name, object Value)[] values)
    {
        var all = await CountAsync(operation, values);
        Assert.True(all > 0, $"{operation.Id} has nothing to filter");
        foreach (var (name, example) in operation.Filters)
        {
            if (example is "true" or "false")
            {
                var have = await CountAsync(operation, [.. values, (name, "true")]);
                var lack = await CountAsync(operation, [.. values, (name, "false")]);
                Assert.True(have + lack == all, $"{operation.Id} is not divided by {name}");
                continue;
            }

            var nothing = name.Split('_')[^1] switch
            {
                "before" => "1970-01-01",
                "after" => "2099-12-31",
                "gt" or "gteq" => "1000000",
                "lt" or "lteq" => "-1",
                _ => "nothing",
            };
            var left = await CountAsync(operation, [.. values, (name, nothing)]);
            Assert.True(left == 0, $"{operation.Id} still has {left} by {name}={nothing}");
        }
    }

    /// <summary>Sends a request that must fail in a way of which something is said.</summary>
    public async Task FailAsync(int status, string id, HttpContent? body, params (string Name, object Value)[] values)
    {
        var operation = _operations[id];
        using var response = await RawAsync(operation.Method, operation, body, values);
        Assert.True(status == (int)response.StatusCode, $"{id} answers {(int)response.StatusCode} instead of {status}");
        await CheckAsync(operation, response);
    }

    /// <summary>Holds a value against a schema that has a name.</summary>
    public void AssertIs(string schema, JsonNode? value) =>
        Assert.Empty(_check.Problems(new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" }, value));

    private async Task<JsonNode?> SendAsync(
        DescribedOperation operation, HttpContent? body, IReadOnlyList<(string Name, object Value)> values)
    {
        using var response = await RawAsync(operation.Method, operation, body, values);
        Assert.True(
            response.IsSuccessStatusCode,
            $"{operation.Id} answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        var answer = await CheckAsync(operation, response);
        if (response.Headers.ETag is { } tag && operation.Responses.ContainsKey("304"))
        {
            using var again = await RawAsync(operation.Method, operation, null, values, tag);
            Assert.True((int)again.StatusCode == 304, $"{operation.Id} answers {(int)again.StatusCode} to its own entity tag");
            await CheckAsync(operation, again);
        }

        return answer;
    }

    private async Task<int> CountAsync(DescribedOperation operation, IReadOnlyList<(string Name, object Value)> values)
    {
        var answer = await SendAsync(operation, null, values);
        return (answer as JsonArray ?? answer!["objects"]!.AsArray()).Count;
    }

    private Task<HttpResponseMessage> RawAsync(
        HttpMethod method,
        DescribedOperation operation,
        HttpContent? body,
        IReadOnlyList<(string Name, object Value)> values,
        EntityTagHeaderValue? tag = null)
    {
        var path = operation.Path;
        var query = new StringBuilder();
        foreach (var (name, value) in values)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
            if (path.Contains($"{{{name}}}"))
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(text));
            else
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(text));
        }

        var request = new HttpRequestMessage(method, path + query) { Content = body };
        request.Headers.Authorization = Authorization;
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(tag);
        return _http.SendAsync(request);
    }

    private async Task<JsonNode?> CheckAsync(DescribedOperation operation, HttpResponseMessage response)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var place = $"{operation.Id} {status}";
        Assert.True(operation.Responses.ContainsKey(status), $"{place} is not described");
        var described = _check.Resolve(operation.Responses[status]!);
        foreach (var (name, header) in described["headers"]?.AsObject() ?? [])
        {
            var isThere = response.Headers.NonValidated.Contains(name) || response.Content.Headers.NonValidated.Contains(name);
            Assert.True(isThere || !(bool)_check.Resolve(header!)["required"]!, $"{place} has no {name}");
        }

        var text = await response.Content.ReadAsStringAsync();
        if (described["content"] is not JsonObject contents)
        {
            Assert.True(text == "", $"{place} has a body: {text}");
            return null;
        }

        var mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        Assert.True(contents.ContainsKey(mediaType), $"{place} is {mediaType}");
        if (mediaType != "application/json")
            return text;
        var answer = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
        var problems = _check.Problems(contents[mediaType]!["schema"]!, answer);
        Assert.True(problems.Count == 0, $"{place}: {string.Join("; ", problems)} in {text}");
        return answer;
    }
}
