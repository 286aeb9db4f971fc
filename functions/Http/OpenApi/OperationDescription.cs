using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>What a function does, as clients are told. HEAD is said of all that reads, not of each.</summary>
public sealed class OperationDescription
{
    private readonly RouteEntry _route;
    private readonly JsonObject _described;
    private readonly JsonArray _parameters = [];
    private readonly SortedDictionary<int, JsonObject> _responses = [];

    /// <summary>Begins a description.</summary>
    internal OperationDescription(OpenApiBuilder api, RouteEntry route, string tag, string summary)
    {
        Api = api;
        _route = route;
        _described = new JsonObject { ["tags"] = new JsonArray(tag), ["summary"] = summary };
        Path = "/" + string.Join('/', route.Parsed.Segments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part.IsLiteral ? part.Text : $"{{{part.Name}}}"))));
        if (route.Parsed.Parameters.Any(parameter => parameter.Name == "id"))
            InPath("id", Schema.Integer("The id.", minimum: 1), 1);
    }

    /// <summary>The document that it is part of.</summary>
    public OpenApiBuilder Api { get; }

    /// <summary>The path, with its parameters in braces.</summary>
    internal string Path { get; }

    /// <summary>Whether the path names something that may not be there.</summary>
    internal bool HasPathParameters => _route.Parsed.Parameters.Count > 0;

    /// <summary>Whether it only reads.</summary>
    internal bool Reads => _route.Methods.Contains(HttpMethods.Get);

    /// <summary>More about what it does, in Markdown.</summary>
    public OperationDescription Says(string description)
    {
        _described["description"] = description;
        return this;
    }

    /// <summary>A parameter of the path.</summary>
    public OperationDescription InPath(string name, JsonObject schema, JsonNode example) =>
        Parameter(ParameterOf(name, "path", schema, example, required: true));

    /// <summary>A parameter of the query.</summary>
    public OperationDescription Query(string name, JsonObject schema, JsonNode example, bool required = false) =>
        Parameter(ParameterOf(name, "query", schema, example, required));

    /// <summary>A parameter that many operations share.</summary>
    /// <param name="name">The name of the component.</param>
    /// <param name="value">Writes it.</param>
    public OperationDescription SharedParameter(string name, Func<JsonObject> value) => Parameter(Api.Shared("parameters", name, value));

    /// <summary>A parameter of a query, by itself.</summary>
    public static JsonObject QueryParameter(string name, JsonObject schema, JsonNode example) =>
        ParameterOf(name, "query", schema, example, required: false);

    /// <summary>What is sent, in each of the ways in which it can be.</summary>
    public OperationDescription Body(bool required, params (string MediaType, JsonObject Content)[] contents)
    {
        _described["requestBody"] = new JsonObject
        {
            ["required"] = required,
            ["content"] = new JsonObject(contents.Select(content =>
                KeyValuePair.Create<string, JsonNode?>(content.MediaType, content.Content))),
        };
        return this;
    }

    /// <summary>An answer of its own.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="description">What it means.</param>
    /// <param name="content">What is in its body.</param>
    /// <param name="headers">The headers that come with it, references to shared ones.</param>
    public OperationDescription Answer(
        int status,
        string description,
        (string MediaType, JsonObject Content)? content = null,
        params (string Name, JsonObject Header)[] headers)
    {
        _responses[status] = Response(description, content, headers);
        return this;
    }

    /// <summary>An answer that many operations share.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="name">The name of the component.</param>
    /// <param name="value">Writes it.</param>
    public OperationDescription SharedAnswer(int status, string name, Func<JsonObject> value)
    {
        _responses[status] = Api.Shared("responses", name, value);
        return this;
    }

    /// <summary>An answer, by itself.</summary>
    public static JsonObject Response(
        string description, (string MediaType, JsonObject Content)? content, params (string Name, JsonObject Header)[] headers)
    {
        var response = new JsonObject { ["description"] = description };
        if (headers.Length > 0)
        {
            response["headers"] = new JsonObject(headers.Select(header =>
                KeyValuePair.Create<string, JsonNode?>(header.Name, header.Header)));
        }

        if (content is { } body)
            response["content"] = new JsonObject { [body.MediaType] = body.Content };
        return response;
    }

    /// <summary>Who may ask for it.</summary>
    /// <param name="scheme">The name of the security scheme.</param>
    /// <param name="value">Writes the scheme.</param>
    public OperationDescription Secured(string scheme, Func<JsonObject> value)
    {
        Api.Shared("securitySchemes", scheme, value);
        _described["security"] = new JsonArray(new JsonObject { [scheme] = new JsonArray() });
        return this;
    }

    /// <summary>The description for each of the function's methods.</summary>
    internal IEnumerable<(string Method, JsonObject Described)> Write()
    {
        var methods = _route.Methods.Where(method => method != HttpMethods.Head).ToList();
        foreach (var method in methods)
        {
            var described = _described.DeepClone().AsObject();
            described.Insert(2, "operationId", method == methods[0] ? _route.Function : $"{_route.Function}By{TitleCase(method)}");
            if (_parameters.Count > 0)
                described["parameters"] = _parameters.DeepClone();
            described["responses"] = new JsonObject(_responses.Select(response => KeyValuePair.Create<string, JsonNode?>(
                response.Key.ToString(CultureInfo.InvariantCulture), response.Value.DeepClone())));
            yield return (method.ToLowerInvariant(), described);
        }
    }

    private static string TitleCase(string method) => method[..1] + method[1..].ToLowerInvariant();

    private static JsonObject ParameterOf(string name, string place, JsonObject schema, JsonNode example, bool required)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place };
        if (schema["description"] is { } description)
            parameter["description"] = description.DeepClone();
        schema.Remove("description");
        if (required)
            parameter["required"] = true;
        // metadata[city]=Oslo
        if (example is JsonObject)
            (parameter["style"], parameter["explode"]) = ("deepObject", true);
        (parameter["schema"], parameter["example"]) = (schema, example);
        return parameter;
    }

    private OperationDescription Parameter(JsonObject parameter)
    {
        _parameters.Add((JsonNode)parameter);
        return this;
    }
}
