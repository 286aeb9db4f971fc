using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchboard.Embedded.Durable.Entities;

/// <summary>Which entity: what kind of thing, and which of them.</summary>
[JsonConverter(typeof(AsText))]
public readonly record struct EntityInstanceId
{
    /// <summary>The entity of a name and a key.</summary>
    /// <param name="name">The kind of thing, in any case; without <c>@</c>.</param>
    /// <param name="key">Which of them; case matters.</param>
    public EntityInstanceId(string name, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(key);
        if (name.Contains('@', StringComparison.Ordinal))
            throw new ArgumentException("Entity names may not contain `@` characters.", nameof(name));
        Name = name.ToLowerInvariant();
        Key = key;
    }

    /// <summary>The kind of thing, in lower case.</summary>
    public string Name { get; }

    /// <summary>Which of them.</summary>
    public string Key { get; }

    /// <summary>Reads <c>@name@key</c>.</summary>
    /// <exception cref="ArgumentException">The text is no entity's id.</exception>
    public static EntityInstanceId FromString(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var end = instanceId.IndexOf('@', 1);
        if (instanceId[0] != '@' || end <= 1)
            throw new ArgumentException($"Instance ID '{instanceId}' is not a valid entity ID.", nameof(instanceId));
        return new(instanceId[1..end], instanceId[(end + 1)..]);
    }

    /// <summary><c>@name@key</c>.</summary>
    public override string ToString() => $"@{Name}@{Key}";

    private sealed class AsText : JsonConverter<EntityInstanceId>
    {
        public override EntityInstanceId Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FromString(reader.GetString()!);

        public override void Write(
            Utf8JsonWriter writer, EntityInstanceId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
