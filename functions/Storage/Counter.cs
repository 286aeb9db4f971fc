namespace Switchboard.Storage;

/// <summary>A counter of a <see cref="Tally"/>: one with a name, or one of many that are numbered.</summary>
/// <param name="Name">Its name, or the name of all that are numbered with it.</param>
/// <param name="Number">Its number; null for one that is alone.</param>
internal readonly record struct Counter(string Name, long? Number);
