namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A sound file.</summary>
public class FileSource : PlaySource
{
    /// <summary>The file at <paramref name="fileUri"/>.</summary>
    public FileSource(Uri fileUri)
    {
        ArgumentNullException.ThrowIfNull(fileUri);
        FileUri = fileUri;
    }

    /// <summary>Where the file is.</summary>
    public Uri FileUri { get; }

    internal override object Write() =>
        new { kind = "file", playSourceCacheId = PlaySourceCacheId, file = new { uri = FileUri.AbsoluteUri } };
}
