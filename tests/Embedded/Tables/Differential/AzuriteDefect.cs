using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>
/// Where Azurite and this process's service gave different answers: as a whole, or (where both gave rows) for one
/// row, as the service of this process has it.
/// </summary>
internal sealed record Difference(TableOperation Operation, Answer Ours, Answer Azurites, TableEntity? Row);

/// <summary>
/// A fact about Azurite in which it is not like Azure. Its rows are JavaScript's objects with texts for what JavaScript
/// has no type for, and it compares them as JavaScript does; most of these facts come of that.
/// </summary>
internal sealed record AzuriteDefect(string Fact, Func<Difference, bool> Explains)
{
    public static readonly IReadOnlyList<AzuriteDefect> Known =
    [
        Failing(
            "A filter that compares a number, a truth value or the like with an Int64 is an internal error",
            "500",
            query => query.Comparisons.Any(comparison => comparison.Value is long)),
        new(
            "A filter may have any number of comparisons",
            difference => difference.Ours.Outcome == "400 InvalidInput"
                && difference.Operation is Query { Filter.Comparisons.Count: > 15 }),
        new(
            "A filter is read only when its table has been found",
            difference => difference is { Ours.Outcome: "400 InvalidInput", Azurites.Outcome: "404 TableNotFound" }
                && difference.Operation is Query),
        new(
            "That a batch has a row twice is noticed only when all before the second has gone well",
            difference => difference.Operation is Batch
                && difference.Ours.Outcome.StartsWith("400 InvalidDuplicateRow", StringComparison.Ordinal)
                && difference.Azurites.Outcome.StartsWith('4')),
        Comparing(
            "Two properties that are not there are equal",
            (left, right, comparison) => comparison.Other is not null && left is null && right is null),
        Comparing(
            "An Int64, a NaN and an Infinity are texts: never equal to other numbers, in the order of texts to each other",
            (left, right, comparison) => IsNumber(left) && IsNumber(right) && (IsText(left) != IsText(right)
                || (IsText(left) && comparison.Other is not null))),
        Comparing(
            "Values of different types are unequal, and may be greater or less",
            (left, right) => left is not null && right is not null && left.GetType() != right.GetType()
                && !(IsNumber(left) && IsNumber(right))),
        Comparing(
            "Guids are ordered by the Base64 of their texts",
            (left, right, comparison) => left is Guid && right is Guid && IsOrder(comparison)),
        Comparing(
            "Binary values are ordered by their Base64",
            (left, right, comparison) => left is byte[] && right is byte[] && IsOrder(comparison)),
        Comparing(
            "Moments are compared by the millisecond",
            (left, right) => left is DateTimeOffset one && right is DateTimeOffset other && one != other
                && (one - other).Duration() < TimeSpan.FromMilliseconds(1)),
    ];

    private static AzuriteDefect Failing(string fact, string outcome, Func<GeneratedFilter, bool> applies) => new(
        fact,
        difference => difference.Row is null
            && difference.Azurites.Outcome.StartsWith(outcome, StringComparison.Ordinal)
            && difference.Operation is Query { Filter: { } filter } && applies(filter));

    private static AzuriteDefect Comparing(string fact, Func<object?, object?, bool> applies) =>
        Comparing(fact, (left, right, _) => applies(left, right));

    // A row is wrongly passed or not if one of the comparisons met values that are wrongly compared.
    private static AzuriteDefect Comparing(string fact, Func<object?, object?, Comparison, bool> applies) => new(
        fact,
        difference => difference is { Row: { } row, Operation: Query { Filter: { } filter } }
            && filter.Comparisons.Any(comparison => applies(
                Value(row, comparison.Property),
                comparison.Other is { } other ? Value(row, other) : comparison.Value,
                comparison)));

    private static object? Value(TableEntity row, string property) =>
        row.TryGetValue(property, out var value) ? value : null;

    private static bool IsNumber(object? value) => value is int or long or double;

    private static bool IsText(object? number) => number is long || (number is double real && !double.IsFinite(real));

    private static bool IsOrder(Comparison comparison) => comparison.Operator is not ("eq" or "ne");
}
