namespace Switchboard.Embedded.Durable;

/// <summary>Some of the items of a list.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="values">The items.</param>
/// <param name="continuationToken">Where the next page begins; null on the last one.</param>
public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
    where T : notnull
{
    /// <summary>The items; there may be none although more pages follow.</summary>
    public IReadOnlyList<T> Values { get; } = values ?? throw new ArgumentNullException(nameof(values));

    /// <summary>Where the next page begins; null on the last one.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}
