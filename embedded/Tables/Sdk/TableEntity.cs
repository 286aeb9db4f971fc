using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Azure;

namespace Switchboard.Embedded.Tables;

/// <summary>A row as a dictionary of its properties, for those whose columns are not known beforehand.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private const string EtagName = "odata.etag";

    private readonly Dictionary<string, object> _properties;

    /// <summary>A row without keys yet.</summary>
    public TableEntity() => _properties = new(StringComparer.Ordinal);

    /// <summary>A row with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>A row with a copy of <paramref name="values"/>, its keys among them.</summary>
    public TableEntity(IDictionary<string, object> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _properties = new(values, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    [AllowNull]
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey))!;
        set => _properties[nameof(PartitionKey)] = value!;
    }

    /// <inheritdoc />
    [AllowNull]
    public string RowKey
    {
        get => GetString(nameof(RowKey))!;
        set => _properties[nameof(RowKey)] = value!;
    }

    /// <inheritdoc />
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value!;
    }

    /// <inheritdoc />
    public ETag ETag
    {
        get => GetString(EtagName) is { } etag ? new ETag(etag) : default;
        set => _properties[EtagName] = value.ToString();
    }

    /// <summary>The properties' names, keys and system properties included.</summary>
    public ICollection<string> Keys => _properties.Keys;

    /// <summary>How many properties there are, keys and system properties included.</summary>
    public int Count => _properties.Count;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    internal Dictionary<string, object> Properties => _properties;

    /// <summary>A property's value, null if there is none.</summary>
    public object this[string key]
    {
        get => _properties.GetValueOrDefault(key)!;
        set => _properties[key] = value;
    }

    /// <summary>A text, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public string? GetString(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        string text => text,
        DateTime or DateTimeOffset when ODataLiteral.DateText(_properties[key]) is { } date => date,
        var other => throw Mismatch(typeof(string), other),
    };

    /// <summary>Bytes, null if there are none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public BinaryData? GetBinaryData(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        BinaryData data => data,
        byte[] bytes => BinaryData.FromBytes(bytes),
        var other => throw Mismatch(typeof(BinaryData), other),
    };

    /// <summary>Bytes, null if there are none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public byte[]? GetBinary(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        var other => throw Mismatch(typeof(byte[]), other),
    };

    /// <summary>A moment in UTC, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public DateTime? GetDateTime(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        DateTime date => date,
        DateTimeOffset date => date.UtcDateTime,
        var other => throw Mismatch(typeof(DateTime), other),
    };

    /// <summary>A moment, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => _properties.GetValueOrDefault(key) switch
    {
        null => null,
        DateTimeOffset date => date,
        DateTime date => new DateTimeOffset(date),
        var other => throw Mismatch(typeof(DateTimeOffset), other),
    };

    /// <summary>A truth value, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public bool? GetBoolean(string key) => Get<bool>(key);

    /// <summary>A number, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public double? GetDouble(string key) => Get<double>(key);

    /// <summary>An identifier, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public Guid? GetGuid(string key) => Get<Guid>(key);

    /// <summary>A number, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public int? GetInt32(string key) => Get<int>(key);

    /// <summary>A number, null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public long? GetInt64(string key) => Get<long>(key);

    /// <summary>Adds a property; fails if there is one of that name.</summary>
    public void Add(string key, object value) => _properties.Add(key, value);

    /// <summary>Whether there is a property of that name.</summary>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <summary>Takes a property out; whether there was one.</summary>
    public bool Remove(string key) => _properties.Remove(key);

    /// <summary>A property's value, if there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) =>
        _properties.TryGetValue(key, out value);

    /// <summary>Takes everything out, the keys too.</summary>
    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) =>
        _properties.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
        _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private static InvalidOperationException Mismatch(Type wanted, object value) =>
        new($"Cannot return {wanted} type for a {value.GetType()} typed property.");

    private T? Get<T>(string key)
        where T : struct => _properties.GetValueOrDefault(key) switch
        {
            null => null,
            T value => value,
            var other => throw Mismatch(typeof(T), other),
        };
}
