namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to send keys.</summary>
public class SendDtmfTonesOptions
{
    /// <summary>Sends <paramref name="tones"/> to <paramref name="targetParticipant"/>.</summary>
    public SendDtmfTonesOptions(IEnumerable<DtmfTone> tones, CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(tones);
        ArgumentNullException.ThrowIfNull(targetParticipant);
        Tones = [.. tones];
        TargetParticipant = targetParticipant;
    }

    /// <summary>The keys.</summary>
    public IList<DtmfTone> Tones { get; }

    /// <summary>Who hears them.</summary>
    public CommunicationIdentifier TargetParticipant { get; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
