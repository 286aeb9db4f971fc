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

    /// <summary>The label of what was chosen.</summary>
    public string? Choice { get; init; }

    /// <summary>The phrase by which it was chosen, if it was not by a key.</summary>
    public string? Phrase { get; init; }

    /// <summary>A key that was pressed, and which of those that are told it is, from 1.</summary>
    public char? Tone { get; init; }

    public int? ToneSequence { get; init; }

    /// <summary>Who came, did not come or went.</summary>
    public string? Participant { get; init; }

    /// <summary>The invitation that was taken back.</summary>
    public string? Invitation { get; init; }

    /// <summary>To whom the call was handed on, and who was.</summary>
    public string? TransferTarget { get; init; }

    public string? Transferee { get; init; }

    public Recording? Recording { get; init; }

    /// <summary>Set where the participants are told, and which telling of them it is.</summary>
    public int? ParticipantsSequence { get; init; }
}

/// <summary>Where events go.</summary>
internal interface ICallEvents
{
    /// <summary>Takes an event, without waiting; completes when its first delivery succeeded or failed.</summary>
    Task Tell(CallEvent happened);
}
