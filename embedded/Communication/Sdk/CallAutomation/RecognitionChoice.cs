namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Something to choose.</summary>
public class RecognitionChoice
{
    /// <summary>A choice by what is said; set <see cref="Tone"/> for one by a key.</summary>
    public RecognitionChoice(string label, IEnumerable<string> phrases)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(phrases);
        Label = label;
        Phrases = [.. phrases];
    }

    /// <summary>What the choice is called in the result.</summary>
    public string Label { get; set; }

    /// <summary>What is said to choose it.</summary>
    public IList<string> Phrases { get; }

    /// <summary>What is pressed to choose it.</summary>
    public DtmfTone? Tone { get; set; }
}
