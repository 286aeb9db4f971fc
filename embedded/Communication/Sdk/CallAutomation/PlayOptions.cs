namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What to play to whom.</summary>
public class PlayOptions
{
    /// <summary>Plays one thing after the other.</summary>
    public PlayOptions(IEnumerable<PlaySource> playSources, IEnumerable<CommunicationIdentifier> playTo)
    {
        PlaySources = [.. playSources];
        PlayTo = [.. playTo];
    }

    /// <summary>Plays one thing.</summary>
    public PlayOptions(PlaySource playSource, IEnumerable<CommunicationIdentifier> playTo)
        : this([playSource], playTo)
    {
    }

    /// <summary>What to play.</summary>
    public IReadOnlyList<PlaySource> PlaySources { get; }

    /// <summary>To whom.</summary>
    public IReadOnlyList<CommunicationIdentifier> PlayTo { get; }

    /// <summary>Whether to play it again and again.</summary>
    public bool Loop { get; set; }

    /// <summary>Returned in every event of this operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where this operation's events are sent, if not where the call's are.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
