namespace Switchboard.Storage;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on the page, by ascending id.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, long Total);
