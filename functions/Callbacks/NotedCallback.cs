namespace Switchboard.Callbacks;

/// <summary>A callback with its notes, oldest first.</summary>
public sealed record NotedCallback(Callback Callback, IReadOnlyList<Note> Notes);
