namespace Switchboard.Callouts;

/// <summary>A line that was refused.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Errors">Why, by attribute.</param>
public sealed record RejectedLine(long Line, IReadOnlyDictionary<string, List<string>> Errors);
