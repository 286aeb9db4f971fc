namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A text to read aloud, marked up.</summary>
public class SsmlSource : PlaySource
{
    /// <summary>The marked up text.</summary>
    public SsmlSource(string ssmlText)
    {
        ArgumentNullException.ThrowIfNull(ssmlText);
        SsmlText = ssmlText;
    }

    /// <summary>The text with its markup.</summary>
    public string SsmlText { get; }

    /// <summary>The endpoint of a voice of one's own.</summary>
    public string? CustomVoiceEndpointId { get; set; }

    internal override object Write() => new
    {
        kind = "ssml",
        playSourceCacheId = PlaySourceCacheId,
        ssml = new { ssmlText = SsmlText, customVoiceEndpointId = CustomVoiceEndpointId },
    };
}
