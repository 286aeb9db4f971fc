namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Something that happened in a call, to be told to the application: the call as it is then, which of its events this
/// is (from 0), and what kind, such as <c>CallConnected</c>.
/// </summary>
internal sealed record CallEvent(
    CallRecord Call,
    Chance Chance,
    int Index,
    string Kind,
    DateTimeOffset At,
    Uri CallbackUri,
    string? OperationContext,
    CallResult? Result)
{
    /// <summary>The keys that were recognized.</summary>
    public string? Tones { get; init; }

    /// <summary>The prompt that could not be played, from 0.</summary>
    public int? FailedPrompt { get; init; }

    /// <summary>Set where the participants are told, and which telling of them it is.</summary>
    public int? ParticipantsSequence { get; init; }
}

/// <summary>Where events go.</summary>
internal interface ICallEvents
{
    /// <summary>Takes an event, without waiting; completes when its first delivery succeeded or failed.</summary>
    Task Tell(CallEvent happened);
}
