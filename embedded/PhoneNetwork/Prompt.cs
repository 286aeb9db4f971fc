using System.Text.RegularExpressions;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Something to play: <c>file</c> and its URI, <c>text</c> or <c>ssml</c> and what it says.</summary>
internal sealed partial record Prompt(string Kind, string Content)
{
    /// <summary>How long it plays.</summary>
    public TimeSpan Duration => Kind == "file" ? Durations.File : Durations.Speech(Spoken);

    /// <summary>Whether there is nothing to read aloud.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Spoken);

    private string Spoken => Kind == "ssml" ? Tags().Replace(Content, "") : Content;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
