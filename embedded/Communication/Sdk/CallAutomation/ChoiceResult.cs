namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What was chosen.</summary>
public class ChoiceResult : RecognizeResult
{
    internal ChoiceResult(string label, string? recognizedPhrase)
    {
        Label = label;
        RecognizedPhrase = recognizedPhrase;
    }

    /// <inheritdoc/>
    public override RecognizeResultType ResultType => RecognizeResultType.ChoiceResult;

    /// <summary>The choice's label.</summary>
    public string Label { get; }

    /// <summary>What was said; null if a key was pressed.</summary>
    public string? RecognizedPhrase { get; }
}
