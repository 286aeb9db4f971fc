using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchboard.Embedded.Tables;

/// <summary>Entities, of any class, as the Table protocol writes them.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    private static readonly JsonEncodedText PartitionKey = JsonEncodedText.Encode("PartitionKey");
    private static readonly JsonEncodedText RowKey = JsonEncodedText.Encode("RowKey");

    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static void Write(IBufferWriter<byte> output, ITableEntity entity)
    {
        var json = _writer ??= new Utf8JsonWriter(output, Compact);
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString(PartitionKey, entity.PartitionKey);
        json.WriteString(RowKey, entity.RowKey);
        if (entity is TableEntity dictionary)
            WriteDictionary(dictionary, json);
        else
            EntityType.Of(entity.GetType()).Write(entity, json);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>An entity that is the whole of <paramref name="body"/>.</summary>
    public static T ReadOne<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        return Read<T>(ref json);
    }

    /// <summary>The entities of a page.</summary>
    public static List<T> ReadPage<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var entities = new List<T>();
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var values = json.ValueTextEquals("value"u8);
            json.Read();
            if (!values)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                entities.Add(Read<T>(ref json));
        }

        return entities;
    }

    private static T Read<T>(ref Utf8JsonReader json)
        where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity))
            return (T)(object)ReadDictionary(ref json);

        var entity = Activator.CreateInstance<T>();
        EntityType.Of(typeof(T)).Read(entity, ref json);
        return entity;
    }

    private static void WriteDictionary(TableEntity entity, Utf8JsonWriter json)
    {
        foreach (var (name, value) in entity.Properties)
        {
            if (value is null || name is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"
                || name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                continue;
            }

            EdmJson.WriteAnnotated(json, name, value);
        }
    }

    private static TableEntity ReadDictionary(ref Utf8JsonReader json)
    {
        var entity = new TableEntity();
        List<(string Name, string Type)>? types = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
                (types ??= []).Add((name[..^TypeSuffix.Length], json.GetString()!));
            else if (name == nameof(TableEntity.Timestamp) && json.TokenType != JsonTokenType.Null)
                entity.Timestamp = EdmJson.ReadMoment(ref json);
            else if (!name.StartsWith("odata.", StringComparison.Ordinal) || name == "odata.etag")
                entity.Properties[name] = EdmJson.ReadUntyped(ref json)!;
            else
                json.Skip();
        }

        foreach (var (name, type) in types ?? [])
        {
            if (entity.Properties.GetValueOrDefault(name) is { } value)
                entity.Properties[name] = EdmJson.Typed(value, type);
        }

        return entity;
    }
}
