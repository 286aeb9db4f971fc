namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A text to read aloud.</summary>
public class TextSource : PlaySource
{
    /// <summary>A text in the default voice.</summary>
    public TextSource(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>A text in a language and a kind of voice.</summary>
    public TextSource(string text, string sourceLocale, VoiceKind voiceKind)
        : this(text)
    {
        SourceLocale = sourceLocale;
        VoiceKind = voiceKind;
    }

    /// <summary>A text in a named voice.</summary>
    public TextSource(string text, string voiceName)
        : this(text) => VoiceName = voiceName;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its language, such as <c>en-GB</c>.</summary>
    public string? SourceLocale { get; set; }

    /// <summary>The kind of voice.</summary>
    public VoiceKind? VoiceKind { get; set; }

    /// <summary>The voice, such as <c>en-GB-SoniaNeural</c>.</summary>
    public string? VoiceName { get; set; }

    /// <summary>The endpoint of a voice of one's own.</summary>
    public string? CustomVoiceEndpointId { get; set; }

    internal override object Write() => new
    {
        kind = "text",
        playSourceCacheId = PlaySourceCacheId,
        text = new
        {
            text = Text,
            sourceLocale = SourceLocale,
            voiceKind = VoiceKind?.ToString(),
            voiceName = VoiceName,
            customVoiceEndpointId = CustomVoiceEndpointId,
        },
    };
}
