namespace Switchboard.Storage;

/// <summary>How a thing is written into a place of a row that it shares with its neighbours (<see cref="SharedRows{T}"/>).</summary>
/// <param name="Head">What is known about it in few characters; never empty.</param>
/// <param name="Body">Its document: at most <see cref="Document.MaxLength"/> characters.</param>
/// <param name="Read">Makes the thing of its id, its head and its body.</param>
public sealed record Packing<T>(Func<T, string> Head, Func<T, string> Body, Func<long, string, string, T> Read);
