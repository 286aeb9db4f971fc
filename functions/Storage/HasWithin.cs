namespace Switchboard.Storage;

/// <summary>It has a number, or a day, of a certain range at a path.</summary>
/// <param name="Path">The path.</param>
/// <param name="From">The least code (see <see cref="Term"/>) that is meant.</param>
/// <param name="To">The first code after it that is not.</param>
public sealed record HasWithin(string Path, string From, string To) : Condition
{
    /// <summary>A comparison with a code: <c>lt</c>, <c>lteq</c>, <c>gt</c> or <c>gteq</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="comparison">How to compare.</param>
    /// <param name="code">The code of the number or the day to compare with.</param>
    internal static HasWithin Compare(string path, string comparison, string code)
    {
        // The codes of one kind begin with one letter. '0' comes after the '.' that ends a code, so that it excludes
        // whatever has the same code.
        var (first, last) = (code[..1], ((char)(code[0] + 1)).ToString());
        return comparison switch
        {
            "lt" => new HasWithin(path, first, code),
            "lteq" => new HasWithin(path, first, code + "0"),
            "gt" => new HasWithin(path, code + "0", last),
            "gteq" => new HasWithin(path, code, last),
            _ => throw new ArgumentException($"There is no comparison '{comparison}'.", nameof(comparison)),
        };
    }

    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => terms.Any(term =>
        term.Path == Path && string.CompareOrdinal(term.Code, From) >= 0 && string.CompareOrdinal(term.Code, To) < 0);
}
