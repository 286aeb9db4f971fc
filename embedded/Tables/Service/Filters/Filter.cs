using System.Globalization;
using System.Text;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>A parsed <c>$filter</c>: the keys it can match, and whether it matches a row.</summary>
internal sealed class Filter
{
    /// <summary>More comparisons than this are refused.</summary>
    public const int MostComparisons = 15;

    private readonly FilterNode _condition;
    private readonly byte[][] _names;
    private readonly int _partitionKey;
    private readonly int _rowKey;
    private readonly int _timestamp;
    private readonly bool _ownProperties;
    private readonly EdmValue[] _values;

    public Filter(FilterNode condition, IReadOnlyList<string> properties)
    {
        _condition = condition;
        _names = [.. properties.Select(Encoding.UTF8.GetBytes)];
        _values = new EdmValue[properties.Count];
        _partitionKey = IndexOf(properties, "PartitionKey");
        _rowKey = IndexOf(properties, "RowKey");
        _timestamp = IndexOf(properties, "Timestamp");
        _ownProperties = properties.Any(name => name is not ("PartitionKey" or "RowKey" or "Timestamp"));
        Spans = KeySpan.InOrder(condition.Spans(_partitionKey, _rowKey));
    }

    /// <summary>Where the rows lie that can match, in order and none twice.</summary>
    public IReadOnlyList<KeySpan> Spans { get; }

    /// <summary>Whether the row passes. Not for two threads at once: a filter belongs to one request.</summary>
    public bool Matches(in RowView row)
    {
        Array.Clear(_values);
        if (_partitionKey >= 0)
            _values[_partitionKey] = EdmValue.Of(KeyBytes.Text(row.PartitionKey));
        if (_rowKey >= 0)
            _values[_rowKey] = EdmValue.Of(KeyBytes.Text(row.RowKey));
        if (_timestamp >= 0)
            _values[_timestamp] = EdmValue.OfMoment(row.Version);
        if (_ownProperties)
            ReadProperties(row.Properties);
        return _condition.Holds(_values);
    }

    /// <summary>Whether a table's name passes; it is the property <c>TableName</c>.</summary>
    public bool Matches(string tableName)
    {
        for (var i = 0; i < _names.Length; i++)
            _values[i] = _names[i].AsSpan().SequenceEqual("TableName"u8) ? EdmValue.Of(tableName) : default;
        return _condition.Holds(_values);
    }

    private static int IndexOf(IReadOnlyList<string> properties, string name)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            if (properties[i] == name)
                return i;
        }

        return -1;
    }

    private void ReadProperties(ReadOnlySpan<byte> properties)
    {
        var reader = new RowReader(properties);
        while (reader.Read())
        {
            for (var i = 0; i < _names.Length; i++)
            {
                if (reader.Name.SequenceEqual(_names[i]))
                    _values[i] = Value(reader);
            }
        }
    }

    private static EdmValue Value(in RowReader property) => property.Type switch
    {
        EdmType.String => EdmValue.Of(property.Text()),
        EdmType.Boolean => EdmValue.Of(property.Raw[0] == (byte)'t'),
        EdmType.Int32 => EdmValue.Of(int.Parse(property.Raw, NumberStyles.AllowLeadingSign, null)),
        EdmType.Int64 => EdmValue.Of(long.Parse(property.Text(), CultureInfo.InvariantCulture)),
        EdmType.Double => EdmValue.Of(Double(property)),
        EdmType.Guid => EdmValue.Of(Guid.Parse(property.Text())),
        EdmType.DateTime => EdmMoment.TryParse(property.Text(), out var ticks) ? EdmValue.OfMoment(ticks) : default,
        EdmType.Binary => EdmValue.Of(Convert.FromBase64String(property.Text())),
        _ => default,
    };

    private static double Double(in RowReader property) => property.Raw[0] != (byte)'"'
        ? double.Parse(property.Raw, NumberStyles.Float, CultureInfo.InvariantCulture)
        : property.Text() switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.NaN,
        };
}
