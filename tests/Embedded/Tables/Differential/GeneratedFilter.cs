namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>A comparison of a filter: of a property with a value, or with another property.</summary>
internal sealed record Comparison(string Property, string Operator, object? Value, string? Other, bool Mirrored)
{
    public string Text => Mirrored
        ? $"{Right} {Operator} {Property}"
        : $"{Property} {Operator} {Right}";

    private string Right => Other ?? Values.Literal(Value!);
}

/// <summary>A filter of comparisons joined at random.</summary>
internal sealed record GeneratedFilter(string Text, IReadOnlyList<Comparison> Comparisons)
{
    private static readonly string[] Operators = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    public static GeneratedFilter Next(Random random)
    {
        var comparisons = new List<Comparison>();

        // Azure counts up to fifteen comparisons; a few filters have just that many, or one too many.
        var most = random.Next(40) == 0 ? random.Next(14, 17) : random.Next(1, 6);
        var text = Condition(random, comparisons, most);
        return new GeneratedFilter(text, comparisons);
    }

    private static string Condition(Random random, List<Comparison> comparisons, int count)
    {
        if (count == 1)
        {
            var single = Single(random, comparisons);
            return random.Next(8) == 0 ? $"not ({single})" : single;
        }

        var left = random.Next(1, count);
        var joined = $"{Condition(random, comparisons, left)} {(random.Next(2) == 0 ? "and" : "or")} "
            + Condition(random, comparisons, count - left);
        return random.Next(6) switch
        {
            0 => $"not ({joined})",
            1 or 2 => $"({joined})",
            _ => joined,
        };
    }

    private static string Single(Random random, List<Comparison> comparisons)
    {
        if (random.Next(25) == 0)
            return "Truth";
        var comparison = Comparison(random);
        comparisons.Add(comparison);
        return comparison.Text;
    }

    private static Comparison Comparison(Random random)
    {
        var operation = random.One(Operators);
        if (random.Next(3) == 0)
        {
            var key = random.One(Keys);
            var value = random.One(key == "RowKey" ? Values.Rows : Values.Partitions);
            return new(key, operation, value, null, random.Next(10) == 0);
        }

        if (random.Next(20) == 0)
        {
            return new(
                "Timestamp",
                operation,
                new DateTimeOffset(random.Next(2) == 0 ? 2000 : 3000, 1, 1, 0, 0, 0, TimeSpan.Zero),
                null,
                false);
        }

        var property = random.Next(12) == 0 ? "Missing" : random.One(Values.Properties);
        if (random.Next(25) == 0)
            return new(property, operation, null, random.One(Values.Properties), false);

        // Mostly of the property's own type.
        var like = random.Next(6) == 0 || property == "Missing" ? Values.Mixed : property;
        object literal;
        do
            literal = Values.For(like, random);
        while (literal is double real && !double.IsFinite(real));
        return new(property, operation, literal, null, random.Next(10) == 0);
    }
}
