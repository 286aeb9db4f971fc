namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What to recognize, and for how long to wait.</summary>
public abstract class CallMediaRecognizeOptions
{
    /// <summary>For the kinds of recognition.</summary>
    protected CallMediaRecognizeOptions(RecognizeInputType inputType, CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        InputType = inputType;
        TargetParticipant = targetParticipant;
    }

    /// <summary>What to recognize.</summary>
    public RecognizeInputType InputType { get; }

    /// <summary>Whose input counts.</summary>
    public CommunicationIdentifier TargetParticipant { get; }

    /// <summary>Played before, or null.</summary>
    public PlaySource? Prompt { get; set; }

    /// <summary>Played before, one after the other, in place of <see cref="Prompt"/>.</summary>
    public IList<PlaySource>? PlayPrompts { get; set; } = [];

    /// <summary>Whether input ends the prompt.</summary>
    public bool InterruptPrompt { get; set; }

    /// <summary>Whether to end what is being played instead of being refused because of it.</summary>
    public bool InterruptCallMediaOperation { get; set; }

    /// <summary>How long to wait for input after the prompt: 5 seconds; 0 to 300, in whole seconds.</summary>
    public TimeSpan InitialSilenceTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Returned in every event of this operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where this operation's events are sent, if not where the call's are.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
