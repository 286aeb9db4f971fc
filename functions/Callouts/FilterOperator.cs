using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// How a key of a JSON filter compares: <c>age</c> by equality; <c>age.in</c>, <c>tags.any</c>, <c>age.exists</c>;
/// <c>age.lt</c>, <c>.lteq</c>, <c>.gt</c>, <c>.gteq</c> as numbers, or as <c>age.numeric.lt</c> or <c>born.date.lt</c> says.
/// A key whose own name ends like an operator is read as one, as in Somleng SCFM.
/// </summary>
/// <param name="Key">The key without the operator.</param>
/// <param name="Name">The operator; empty for equality.</param>
/// <param name="OfDates">Whether days are compared.</param>
internal sealed record FilterOperator(string Key, string Name, bool OfDates = false)
{
    private static readonly FrozenSet<string> Comparisons = FrozenSet.Create("lt", "lteq", "gt", "gteq");
    private static readonly FrozenSet<string> Others = FrozenSet.Create("in", "any", "exists");

    /// <summary>Reads a key.</summary>
    public static FilterOperator Of(string key)
    {
        if (Split(key) is not ({ Length: > 0 } name, var last))
            return new FilterOperator(key, "");
        if (Others.Contains(last))
            return new FilterOperator(name, last);
        if (!Comparisons.Contains(last))
            return new FilterOperator(key, "");
        return Split(name) is ({ Length: > 0 } typed, "date" or "numeric")
            ? new FilterOperator(typed, last, name.EndsWith(".date", StringComparison.Ordinal))
            : new FilterOperator(name, last);
    }

    /// <summary>The condition for what is at <paramref name="path"/>; null where the operand makes no sense.</summary>
    public Condition? Condition(string path, JsonNode? operand) => Name switch
    {
        "" => Equals(path, operand),
        "in" => Values(operand) is { } values ? new HasTerm([.. values.Select(value => new Term(path, value))]) : null,
        "any" => Values(operand) is { } values ? new HasTerm([.. values.SelectMany(value => Overlapping(path, value))]) : null,
        "exists" => Exists(path, operand),
        _ => Code(operand) is { } code ? HasWithin.Compare(path, Name, code) : null,
    };

    private static (string, string)? Split(string key) =>
        key.LastIndexOf('.') is var dot and > 0 ? (key[..dot], key[(dot + 1)..]) : null;

    private static Condition Equals(string path, JsonNode? operand) => operand switch
    {
        null => new LacksPath(path),
        // An array of one element means that element as well.
        JsonArray { Count: 1 } array when array[0] is JsonValue only => new HasTerm(
            new Term(path, Storage.Terms.TextOf(array)), new Term(path, Storage.Terms.TextOf(only))),
        _ => new HasTerm(new Term(path, Storage.Terms.TextOf(operand))),
    };

    private static Condition? Exists(string path, JsonNode? operand) => Scalar(operand) switch
    {
        "true" => new HasPath(path),
        "false" => new LacksPath(path),
        _ => null,
    };

    private static IEnumerable<Term> Overlapping(string path, string value) =>
        [new Term(path, value, TermKind.Element), new Term(path, value)];

    private string? Code(JsonNode? operand)
    {
        if (Scalar(operand) is not { } text)
            return null;
        if (OfDates)
            return ScalarText.Day(text) is { } day ? Term.Order(day) : null;
        return ScalarText.Number(text) is { } number ? Term.Order(number) : null;
    }

    private static IReadOnlyList<string>? Values(JsonNode? operand) => operand switch
    {
        JsonArray array => array.All(element => element is JsonValue) ? [.. array.Select(element => Scalar(element)!)] : null,
        JsonValue list => Scalar(list)!.Split(','),
        _ => null,
    };

    private static string? Scalar(JsonNode? operand) => operand is JsonValue value ? value.Scalar() : null;
}
