namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Something to choose by a key, or by saying one of its phrases.</summary>
internal sealed record Choice(string Label, char? Tone, IReadOnlyList<string> Phrases)
{
    /// <summary>The phrase of it that somebody said, or null.</summary>
    public string? PhraseIn(string words) =>
        Phrases.FirstOrDefault(phrase => words.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}
