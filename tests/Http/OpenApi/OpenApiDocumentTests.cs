using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Http;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Http.OpenApi;

public sealed class OpenApiDocumentTests : IAsyncLifetime
{
    /// <summary>What is not for clients: where Azure reports on calls and messages.</summary>
    private static readonly string[] NotForClients = ["acs/"];

    private SwitchboardApp _app = null!;
    private JsonNode _document = null!;
    private JsonSchemaCheck _check = null!;

    public async Task InitializeAsync()
    {
        _app = await SwitchboardApp.StartAsync();
        _document = JsonNode.Parse(await _app.Http.GetStringAsync("/openapi.json"))!;
        _check = new JsonSchemaCheck(_document);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public void Every_route_is_described_and_nothing_else()
    {
        var routes = _app.Services.GetRequiredService<RouteTable>().Routes
            .Where(route => !NotForClients.Any(route.Template.StartsWith)).ToList();
        // HEAD goes without saying, because it is where GET is.
        Assert.All(routes, route => Assert.Equal(route.Methods.Contains("GET"), route.Methods.Contains("HEAD")));

        Assert.Equal(
            routes.SelectMany(route => route.Methods.Except(["HEAD"]).Select(method => $"{method} /{route.Template}")).Order(),
            DescribedOperation.All(_document).Select(operation => $"{operation.Method} {operation.Path}").Order());
    }

    [Fact]
    public void Every_operation_says_what_it_does_under_a_name_of_its_own()
    {
        var tags = _document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToHashSet();
        var schemes = _document["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key).ToHashSet();
        var operations = _document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();

        Assert.All(operations, operation =>
        {
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.Contains((string)operation["tags"]![0]!, tags);
            Assert.All(operation["security"]?[0]?.AsObject() ?? [], scheme => Assert.Contains(scheme.Key, schemes));
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
        });
        Assert.Equal(operations.Count, operations.Select(operation => (string)operation["operationId"]!).Distinct().Count());
        Assert.All(tags, tag => Assert.Contains(operations, operation => (string)operation["tags"]![0]! == tag));
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var references = Nodes(_document).OfType<JsonObject>().Where(node => node.ContainsKey("$ref")).ToList();
        Assert.All(references, reference => _check.Resolve(reference));

        // The lines of an import's answer are no document, so that its schema is named in words alone.
        string[] named = ["ImportReport"];
        var used = references.Select(reference => (string)reference["$ref"]!).ToHashSet();
        var unused = from kind in _document["components"]!.AsObject()
                     where kind.Key != "securitySchemes"
                     from component in kind.Value!.AsObject()
                     let name = $"#/components/{kind.Key}/{component.Key}"
                     where !used.Contains(name) && !named.Contains(component.Key)
                     select name;
        Assert.Empty(unused);
    }

    [Fact]
    public void Every_body_has_an_example_and_every_example_fits()
    {
        var examples = Nodes(_document).OfType<JsonObject>()
            .Where(node => node.ContainsKey("schema") && (node.ContainsKey("example") || node.Parent is JsonObject { Parent: var of }
                && of!["content"] == node.Parent))
            .ToList();

        Assert.True(examples.Count > 100, $"There are only {examples.Count} examples.");
        Assert.All(examples, body =>
        {
            Assert.True(body.ContainsKey("example"), $"{body.GetPath()} has no example");
            var problems = _check.Problems(body["schema"]!, body["example"]);
            Assert.True(problems.Count == 0, $"{body.GetPath()}: {string.Join("; ", problems)}");
        });
    }

    [Fact]
    public async Task Those_who_wrote_the_standards_reader_can_read_it()
    {
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(await _app.Http.GetStringAsync("/openapi.json"), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(_document["paths"]!.AsObject().Count, read.Document!.Paths.Count);
    }

    [Fact]
    public async Task It_says_where_its_client_found_it_and_stays_the_same()
    {
        using var first = await _app.Http.GetAsync("/openapi.json");
        Assert.Equal(_app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), (string)_document["servers"]![0]!["url"]!);
        Assert.Equal("3.1.1", (string)_document["openapi"]!);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_its_address_is_the_public_one()
    {
        await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
        {
            Settings = new Dictionary<string, string?> { ["PUBLIC_URL"] = "https://switchboard.example" },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        request.Headers.Host = "switchboard.example";
        using var answer = await app.Http.SendAsync(request);

        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("https://switchboard.example", (string)document["servers"]![0]!["url"]!);
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(member => Nodes(member.Value)).Prepend(thing),
        JsonArray list => list.SelectMany(Nodes).Prepend(list),
        null => [],
        _ => [node],
    };
}
