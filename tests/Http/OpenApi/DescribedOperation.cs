using System.Text;
using System.Text.Json.Nodes;

namespace Switchboard.Tests.Http.OpenApi;

/// <summary>An operation of an OpenAPI document.</summary>
internal sealed record DescribedOperation(
    string Id,
    HttpMethod Method,
    string Path,
    IReadOnlyList<(string Name, object Value)> Query,
    IReadOnlyList<(string Name, object Value)> Filters,
    IReadOnlyList<DescribedContent> Contents,
    JsonObject Responses,
    string? Security)
{
    private static readonly string[] NoFilters = ["page", "per_page", "results_per_page", "sort"];

    /// <summary>Whether its path has parameters.</summary>
    public bool HasPathParameters => Path.Contains('{');

    /// <summary>The operations of a document.</summary>
    public static IEnumerable<DescribedOperation> All(JsonNode document)
    {
        var check = new JsonSchemaCheck(document);
        return
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            let parameters = operation.Value["parameters"]?.AsArray().Select(parameter => check.Resolve(parameter!)) ?? []
            let contents = operation.Value["requestBody"]?["content"]?.AsObject() ?? []
            select new DescribedOperation(
                (string)operation.Value["operationId"]!,
                new HttpMethod(operation.Key.ToUpperInvariant()),
                path.Key,
                [.. Examples(parameters)],
                [.. Examples(parameters.Where(parameter =>
                    parameter["required"] is null && !NoFilters.Contains((string)parameter["name"]!)))],
                [.. contents.Select(content => new DescribedContent(content.Key, content.Value!["schema"]!, content.Value["example"]!))],
                operation.Value["responses"]!.AsObject(),
                operation.Value["security"]?[0]?.AsObject().Single().Key);
    }

    /// <summary>A value as the fields of a form or a query: nested by brackets.</summary>
    public static IEnumerable<(string Name, object Value)> Fields(string name, JsonNode value) => value switch
    {
        JsonObject nested => nested.SelectMany(field => Fields($"{name}[{field.Key}]", field.Value!)),
        JsonArray list => list.SelectMany(item => Fields($"{name}[]", item!)),
        _ => [(name, value.ToString())],
    };

    private static IEnumerable<(string Name, object Value)> Examples(IEnumerable<JsonObject> parameters) => parameters
        .Where(parameter => (string)parameter["in"]! == "query")
        .SelectMany(parameter => Fields((string)parameter["name"]!, parameter["example"]!));
}

/// <summary>One way to send a body, with its example.</summary>
internal sealed record DescribedContent(string MediaType, JsonNode Schema, JsonNode Example)
{
    /// <summary>A JSON body.</summary>
    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>The example, ready to be sent.</summary>
    public HttpContent Body()
    {
        switch (MediaType)
        {
            case "application/json":
                return Json(Example);
            case "application/x-www-form-urlencoded":
                return new FormUrlEncodedContent(Fields().Select(field => KeyValuePair.Create(field.Name, (string)field.Value)));
            case "multipart/form-data":
                var form = new MultipartFormDataContent();
                foreach (var (name, value) in Fields())
                    form.Add(new StringContent((string)value), $"\"{name}\"");
                return form;
            default:
                return new StringContent((string)Example!, Encoding.UTF8, MediaType);
        }
    }

    private IEnumerable<(string Name, object Value)> Fields() =>
        Example.AsObject().SelectMany(field => DescribedOperation.Fields(field.Key, field.Value!));
}
