namespace Switchboard.Storage;

/// <summary>A column to sort by.</summary>
/// <param name="Name">The column.</param>
/// <param name="Value">Its value.</param>
/// <param name="Descending">The greatest first.</param>
public sealed record SortKey<T>(string Name, Func<T, IComparable?> Value, bool Descending);
