namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Something to do in a connected call, one at a time.</summary>
internal abstract record MediaRequest(
    IReadOnlyList<Prompt> Prompts, bool Interrupts, string? OperationContext, Uri? OperationCallbackUri)
{
    public Operation Operation => new(OperationContext, OperationCallbackUri);

    /// <summary>Whether it can only be done in a call that reads aloud and understands words.</summary>
    public virtual bool NeedsSpeech => Prompts.Any(prompt => prompt.Kind != "file");
}

/// <summary>Plays the prompts once, or for as long as the call lasts.</summary>
internal sealed record PlayRequest(
    IReadOnlyList<Prompt> Prompts, bool Loop, bool Interrupts, string? OperationContext, Uri? OperationCallbackUri)
    : MediaRequest(Prompts, Interrupts, OperationContext, OperationCallbackUri);

/// <summary>Plays the prompts, then waits for keys.</summary>
internal sealed record RecognizeRequest(
    IReadOnlyList<Prompt> Prompts,
    TimeSpan InitialSilence,
    TimeSpan InterToneSilence,
    int MaxTones,
    string StopTones,
    bool Interrupts,
    string? OperationContext,
    Uri? OperationCallbackUri)
    : MediaRequest(Prompts, Interrupts, OperationContext, OperationCallbackUri)
{
    /// <summary>What can be chosen by one key or by a word, if it is a choice that is asked for.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    public override bool NeedsSpeech => base.NeedsSpeech || Choices is not null;

    /// <summary>Whether the prompts end as soon as the other end presses a key, or speaks where words count.</summary>
    public bool InterruptsPrompt { get; init; }
}
