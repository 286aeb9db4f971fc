namespace Switchboard.Embedded.Tables.Service;

internal enum Comparison
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>A condition of a filter over the values of the properties that the filter names.</summary>
internal abstract record FilterNode
{
    public abstract bool Holds(EdmValue[] values);

    /// <summary>
    /// Spans with every row for which the condition can hold, by the numbers of the properties that are keys.
    /// </summary>
    public virtual IReadOnlyList<KeySpan> Spans(int partitionKey, int rowKey) => [KeySpan.All];
}

internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Holds(EdmValue[] values) => Left.Holds(values) && Right.Holds(values);

    public override IReadOnlyList<KeySpan> Spans(int partitionKey, int rowKey) =>
    [
        .. from left in Left.Spans(partitionKey, rowKey)
           from right in Right.Spans(partitionKey, rowKey)
           select left.And(right),
    ];
}

internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Holds(EdmValue[] values) => Left.Holds(values) || Right.Holds(values);

    public override IReadOnlyList<KeySpan> Spans(int partitionKey, int rowKey) =>
        [.. Left.Spans(partitionKey, rowKey), .. Right.Spans(partitionKey, rowKey)];
}

internal sealed record NotNode(FilterNode Condition) : FilterNode
{
    public override bool Holds(EdmValue[] values) => !Condition.Holds(values);
}

internal sealed record ConstantNode(bool Value) : FilterNode
{
    public override bool Holds(EdmValue[] values) => Value;

    public override IReadOnlyList<KeySpan> Spans(int partitionKey, int rowKey) => Value ? [KeySpan.All] : [];
}

/// <summary>A property standing for itself.</summary>
internal sealed record TruthNode(int Property) : FilterNode
{
    public override bool Holds(EdmValue[] values) => values[Property] is { Type: EdmType.Boolean, Integer: 1 };
}

internal sealed record PropertiesNode(int Left, Comparison Comparison, int Right) : FilterNode
{
    public override bool Holds(EdmValue[] values) => Comparison.Holds(values[Left], values[Right]);
}

/// <summary>A property compared with a value. A row without the property, or with another type, does not pass.</summary>
internal sealed record ComparisonNode(int Property, Comparison Comparison, EdmValue Value) : FilterNode
{
    public override bool Holds(EdmValue[] values) => Comparison.Holds(values[Property], Value);

    public override IReadOnlyList<KeySpan> Spans(int partitionKey, int rowKey) =>
        Value.Reference is not string text ? [KeySpan.All]
        : Property == partitionKey ? [KeySpan.All with { Partitions = Keys(text) }]
        : Property == rowKey ? [KeySpan.All with { Rows = Keys(text) }]
        : [KeySpan.All];

    private KeyRange Keys(string text)
    {
        var key = KeyBytes.Of(text);
        return Comparison switch
        {
            Comparison.Equal => new(key, KeyBytes.After(key)),
            Comparison.Greater => new(KeyBytes.After(key), KeyBytes.End),
            Comparison.GreaterOrEqual => new(key, KeyBytes.End),
            Comparison.Less => new([], key),
            Comparison.LessOrEqual => new([], KeyBytes.After(key)),
            _ => KeyRange.All,
        };
    }
}

internal static class Comparisons
{
    public static bool Holds(this Comparison comparison, in EdmValue left, in EdmValue right) =>
        left.IsUnordered(right) ? comparison == Comparison.NotEqual
        : left.CompareTo(right) is { } order && comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Greater => order > 0,
            Comparison.GreaterOrEqual => order >= 0,
            Comparison.Less => order < 0,
            _ => order <= 0,
        };

    public static Comparison Mirrored(this Comparison comparison) => comparison switch
    {
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        _ => comparison,
    };
}
