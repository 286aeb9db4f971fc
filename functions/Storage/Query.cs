namespace Switchboard.Storage;

/// <summary>Which part of which list is asked for.</summary>
/// <param name="Conditions">What must hold; without any, everything is meant.</param>
/// <param name="Sort">What to sort by; where all is equal, and by default, by ascending id.</param>
/// <param name="Skip">How many come before the page.</param>
/// <param name="Count">How many the page has at the most.</param>
public sealed record Query<T>(IReadOnlyList<Condition> Conditions, IReadOnlyList<SortKey<T>> Sort, long Skip, int Count)
    where T : class, ICollected
{
    /// <summary>A page, by ascending id, of what has all of some terms; without terms, of everything.</summary>
    public static Query<T> ByTerms(IEnumerable<Term> terms, long skip, int count) =>
        new([.. terms.Select(term => new HasTerm(term))], [], skip, count);

    /// <summary>The name of the column of ids.</summary>
    public const string Id = "id";

    /// <summary>The name of the column of creation.</summary>
    public const string CreatedAt = "created_at";

    /// <summary>The name of the column of the last change.</summary>
    public const string UpdatedAt = "updated_at";

    /// <summary>The page that is asked for, of all that is meant.</summary>
    public ListPage<T> PageOf(IReadOnlyCollection<T> things) => new(
        [.. things.Order(Comparer<T>.Create(Compare)).Skip((int)Math.Min(Skip, int.MaxValue)).Take(Count)],
        things.Count);

    /// <summary>Whether the list is in the order of ids: ascending (false), descending (true), or not at all (null).</summary>
    internal bool? IdsDescending => Sort switch
    {
        [] => false,
        [{ Name: Id } id, ..] => id.Descending,
        _ => null,
    };

    /// <summary>The column of time that the list is in the order of, if it is one, and the direction.</summary>
    internal (TimeColumn Column, bool Descending)? TimeOrder => Sort switch
    {
        [{ Name: CreatedAt } created, ..] => (TimeColumn.Created, created.Descending),
        [{ Name: UpdatedAt } updated, ..] => (TimeColumn.Updated, updated.Descending),
        _ => null,
    };

    /// <summary>Compares by all columns, and by id at last.</summary>
    internal int Compare(T left, T right)
    {
        foreach (var key in Sort)
        {
            var order = CompareValues(key.Value(left), key.Value(right));
            if (order != 0)
                return key.Descending ? -order : order;
        }

        return left.Id.CompareTo(right.Id);
    }

    // Text by code point, so that the order is the same everywhere; what is missing comes last.
    private static int CompareValues(IComparable? left, IComparable? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => left.CompareTo(right),
    };
}
