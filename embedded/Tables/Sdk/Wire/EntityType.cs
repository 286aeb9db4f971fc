using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;
using Azure;

namespace Switchboard.Embedded.Tables;

/// <summary>An entity class: its properties, looked up once, in the order in which they are declared.</summary>
internal sealed class EntityType
{
    private static readonly ConcurrentDictionary<Type, EntityType> Known = [];

    private readonly EntityProperty[] _properties;
    private readonly byte[][] _names;

    private EntityType(Type type)
    {
        _properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0
                    && !property.IsDefined(typeof(IgnoreDataMemberAttribute))
                    && property.Name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)
                        or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag)))
                .Select(property => EntityProperty.Of(property, NameOf(property))),
        ];
        _names = [.. _properties.Select(property => System.Text.Encoding.UTF8.GetBytes(property.Name))];
    }

    public static EntityType Of(Type type) => Known.GetOrAdd(type, static type => new EntityType(type));

    /// <summary>The name a property has in the table.</summary>
    public static string NameOf(MemberInfo property) =>
        property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;

    public void Write(ITableEntity entity, Utf8JsonWriter json)
    {
        foreach (var property in _properties)
            property.Write(entity, json);
    }

    /// <summary>Fills <paramref name="entity"/> from the object at which <paramref name="json"/> stands.</summary>
    public void Read(ITableEntity entity, ref Utf8JsonReader json)
    {
        var expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // Rows come back with the properties in the order in which they were written, annotations between them.
            if (expected < _names.Length && json.ValueTextEquals(_names[expected]))
            {
                json.Read();
                _properties[expected++].Read(entity, ref json);
                continue;
            }

            if (ReadSystemProperty(entity, ref json))
                continue;

            var index = IndexOf(ref json);
            json.Read();
            if (index < 0)
            {
                json.Skip();
                continue;
            }

            _properties[index].Read(entity, ref json);
            expected = index + 1;
        }
    }

    private static bool ReadSystemProperty(ITableEntity entity, ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("odata.etag"u8))
        {
            json.Read();
            entity.ETag = new ETag(json.GetString()!);
        }
        else if (json.ValueTextEquals("PartitionKey"u8))
        {
            json.Read();
            entity.PartitionKey = json.GetString()!;
        }
        else if (json.ValueTextEquals("RowKey"u8))
        {
            json.Read();
            entity.RowKey = json.GetString()!;
        }
        else if (json.ValueTextEquals("Timestamp"u8))
        {
            json.Read();
            entity.Timestamp = json.TokenType == JsonTokenType.Null ? null : EdmJson.ReadMoment(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private int IndexOf(ref Utf8JsonReader json)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (json.ValueTextEquals(_names[i]))
                return i;
        }

        return -1;
    }
}
