using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>
/// Collects the parts of an OpenAPI 3.1 document. Paths and methods come from the functions themselves, the schemas of
/// answers from the records that are written: neither can be described wrongly.
/// </summary>
/// <param name="routes">The functions' routes.</param>
public sealed class OpenApiBuilder(RouteTable routes)
{
    private readonly List<OperationDescription> _operations = [];
    private readonly JsonArray _tags = [];
    private readonly JsonObject _components = [];
    private readonly Dictionary<Type, string> _named = [];

    /// <summary>Begins a group of operations; those that follow belong to it.</summary>
    public OpenApiBuilder Tag(string name, string description)
    {
        _tags.Add(new JsonObject { ["name"] = name, ["description"] = description });
        return this;
    }

    /// <summary>Describes what a function does.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="summary">What it does, in a few words.</param>
    /// <exception cref="InvalidOperationException">There is no such function, or it has no route.</exception>
    public OperationDescription Operation(string function, string summary)
    {
        var route = routes.Routes.FirstOrDefault(route => route.Function == function)
            ?? throw new InvalidOperationException($"There is no function {function} with a route.");
        var operation = new OperationDescription(this, route, (string)_tags[^1]!["name"]!, summary);
        _operations.Add(operation);
        return operation;
    }

    /// <summary>Names the schema of what is written for a type; answers refer to it from then on.</summary>
    /// <param name="name">The schema's name.</param>
    /// <param name="description">What the thing is.</param>
    /// <param name="properties">What its properties are, where their names do not say it.</param>
    /// <exception cref="InvalidOperationException">It has no such property.</exception>
    public OpenApiBuilder Schema<T>(string name, string description, params (string Name, string Description)[] properties)
    {
        var schema = TypeSchema.Of(typeof(T), _named);
        schema.Insert(0, "description", description);
        foreach (var property in properties)
        {
            if (schema["properties"]![property.Name] is not JsonObject described)
                throw new InvalidOperationException($"{typeof(T).Name} has no property {property.Name} to describe.");
            described["description"] = property.Description;
        }

        _named.Add(typeof(T), name);
        Components("schemas").Add(name, schema);
        return this;
    }

    /// <summary>The schema of what is written for a type: a reference where it has a name.</summary>
    public JsonObject SchemaOf<T>() =>
        _named.TryGetValue(typeof(T), out var name) ? Ref("schemas", name) : TypeSchema.Of(typeof(T), _named);

    /// <summary>A reference to something that many operations share, which is written when it is first asked for.</summary>
    /// <param name="kind">The kind of component: <c>schemas</c>, <c>responses</c>, <c>parameters</c>, <c>headers</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Writes it.</param>
    public JsonObject Shared(string kind, string name, Func<JsonObject> value)
    {
        if (!Components(kind).ContainsKey(name))
            Components(kind).Add(name, value());
        return Ref(kind, name);
    }

    /// <summary>What is described, as the members of a document.</summary>
    internal (JsonElement Tags, JsonElement Paths, JsonElement Components) Build()
    {
        var paths = new JsonObject();
        foreach (var operation in _operations)
        {
            if (paths[operation.Path] is not JsonObject path)
                paths[operation.Path] = path = [];
            foreach (var (method, described) in operation.Write())
                path.Add(method, described);
        }

        return (Element(_tags), Element(paths), Element(_components));
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node, ApiJson.Options);

    private static JsonObject Ref(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private JsonObject Components(string kind)
    {
        if (_components[kind] is not JsonObject components)
            _components[kind] = components = [];
        return components;
    }
}
