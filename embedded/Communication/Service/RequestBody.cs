using System.Text.Json;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>An object in a request's body; whatever is not as it must be is refused by name.</summary>
internal readonly struct RequestBody
{
    private readonly JsonElement _json;
    private readonly string _path;

    private RequestBody(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ServiceError.InvalidArgument($"{(path.Length == 0 ? "the body" : path)} must be a JSON object.");
        _json = json;
        _path = path;
    }

    public static RequestBody Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (body.Span.IndexOf("\\u"u8) >= 0)
                ReadEveryText(document.RootElement);
            return new RequestBody(document.RootElement.Clone(), "");
        }
        catch (JsonException)
        {
            throw ServiceError.InvalidArgument("the body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            throw ServiceError.InvalidArgument("the body has half of a surrogate pair.");
        }
    }

    /// <summary>The names of what is there.</summary>
    public IEnumerable<string> Names => _json.EnumerateObject().Select(property => property.Name);

    public string? Text(string name) => Value(name) is not { } value ? null : AsText(value, PathOf(name));

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text
        ? text
        : throw ServiceError.InvalidArgument($"{PathOf(name)} is required.");

    public int? Number(string name, int min, int max)
    {
        if (Value(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number)
            && number >= min
            && number <= max
            ? number
            : throw ServiceError.InvalidArgument($"{PathOf(name)} must be a whole number from {min} to {max}.");
    }

    public double? Fraction(string name, double min, double max)
    {
        if (Value(name) is not { } value)
            return null;
        return AsFraction(value, PathOf(name), min, max);
    }

    public IReadOnlyList<double> Fractions(string name, double min, double max)
    {
        var path = PathOf(name);
        return [.. Items(name).Select((item, index) => AsFraction(item, $"{path}[{index}]", min, max))];
    }

    public bool? Flag(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw ServiceError.InvalidArgument($"{PathOf(name)} must be true or false."),
    };

    public RequestBody? Object(string name) => Value(name) is { } value ? new RequestBody(value, PathOf(name)) : null;

    public RequestBody RequiredObject(string name) =>
        Object(name) ?? throw ServiceError.InvalidArgument($"{PathOf(name)} is required.");

    public IReadOnlyList<RequestBody> Objects(string name)
    {
        var path = PathOf(name);
        return [.. Items(name).Select((item, index) => new RequestBody(item, $"{path}[{index}]"))];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var path = PathOf(name);
        return [.. Items(name).Select((item, index) => AsText(item, $"{path}[{index}]"))];
    }

    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        if (Object(name) is not { } map)
            return new Dictionary<string, string>();
        return map.Names.Distinct().ToDictionary(key => key, key => map.Text(key) ?? "");
    }

    /// <summary>An absolute http or https URI, or null.</summary>
    public Uri? Address(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw ServiceError.InvalidArgument($"{PathOf(name)} must be an absolute http or https URI.");
    }

    /// <summary>What is said of a member in refusals.</summary>
    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private IEnumerable<JsonElement> Items(string name) => Value(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => throw ServiceError.InvalidArgument($"{PathOf(name)} must be an array."),
    };

    private JsonElement? Value(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string AsText(JsonElement value, string path) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw ServiceError.InvalidArgument($"{path} must be a string.");

    private static double AsFraction(JsonElement value, string path, double min, double max) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && number >= min
        && number <= max
            ? number
            : throw ServiceError.InvalidArgument($"{path} must be a number from {min} to {max}.");

    // The parser accepts escapes that are no text; reading them is what fails, here rather than anywhere later.
    private static void ReadEveryText(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            json.GetString();
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                ReadEveryText(item);
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
            {
                _ = property.Name;
                ReadEveryText(property.Value);
            }
        }
    }
}
