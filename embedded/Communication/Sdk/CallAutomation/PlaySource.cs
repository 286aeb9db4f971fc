namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Something to play.</summary>
public abstract class PlaySource
{
    /// <summary>For the kinds of sources.</summary>
    protected PlaySource()
    {
    }

    /// <summary>Names the source, so that the service may keep it for the next time.</summary>
    public string? PlaySourceCacheId { get; set; }

    internal abstract object Write();
}
