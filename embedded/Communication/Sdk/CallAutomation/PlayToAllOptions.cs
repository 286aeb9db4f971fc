namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What to play to everyone.</summary>
public class PlayToAllOptions
{
    /// <summary>Plays one thing after the other.</summary>
    public PlayToAllOptions(IEnumerable<PlaySource> playSources) => PlaySources = [.. playSources];

    /// <summary>Plays one thing.</summary>
    public PlayToAllOptions(PlaySource playSource)
        : this([playSource])
    {
    }

    /// <summary>What to play.</summary>
    public IReadOnlyList<PlaySource> PlaySources { get; }

    /// <summary>Whether to play it again and again.</summary>
    public bool Loop { get; set; }

    /// <summary>Whether to end what is being played instead of being refused because of it.</summary>
    public bool InterruptCallMediaOperation { get; set; }

    /// <summary>Returned in every event of this operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where this operation's events are sent, if not where the call's are.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
