namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What there is to choose from.</summary>
public class CallMediaRecognizeChoiceOptions : CallMediaRecognizeOptions
{
    /// <summary>Waits until <paramref name="targetParticipant"/> has chosen.</summary>
    public CallMediaRecognizeChoiceOptions(
        CommunicationIdentifier targetParticipant, IEnumerable<RecognitionChoice> choices)
        : base(RecognizeInputType.Choices, targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(choices);
        Choices = [.. choices];
    }

    /// <summary>The choices.</summary>
    public IList<RecognitionChoice> Choices { get; }
}
