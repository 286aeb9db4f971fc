namespace Switchboard.Storage;

/// <summary>New things that are written in one transaction: see <see cref="Collection{T}.Additions"/>.</summary>
/// <param name="Things">The things.</param>
/// <param name="Change">All that is written for them.</param>
public sealed record Addition<T>(IReadOnlyList<T> Things, Change Change);
