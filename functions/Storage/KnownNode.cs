namespace Switchboard.Storage;

/// <summary>A row of a <see cref="KeyTree"/> as it was read or written last.</summary>
/// <param name="Node">The row.</param>
/// <param name="AsOf">How many times the row above it had been flushed by then.</param>
internal sealed record KnownNode(KeyNode Node, int AsOf);
