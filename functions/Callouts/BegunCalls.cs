namespace Switchboard.Callouts;

/// <summary>Some calls that were begun at a moment.</summary>
internal sealed record BegunCalls(DateTimeOffset At, int Count);
