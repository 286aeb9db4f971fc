using System.Text.Json;

namespace Switchboard.Embedded.Durable.Converters;

/// <summary>JSON by System.Text.Json: names as declared, read ignoring case.</summary>
/// <param name="options">Options in place of the default ones.</param>
public class JsonDataConverter(JsonSerializerOptions? options = null) : DataConverter
{
    // What the Functions worker uses: nothing but the defaults, and case ignored when reading.
    private static readonly JsonSerializerOptions Worker = new() { PropertyNameCaseInsensitive = true };

    private readonly JsonSerializerOptions _options = options ?? Worker;

    /// <summary>The converter with the default options.</summary>
    public static JsonDataConverter Default { get; } = new();

    /// <inheritdoc/>
    public override string? Serialize(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), _options);

    /// <inheritdoc/>
    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, _options);
}
