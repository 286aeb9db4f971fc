namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to hand a call on.</summary>
public class TransferToParticipantOptions
{
    /// <summary>Hands the call on to a user of the resource.</summary>
    public TransferToParticipantOptions(CommunicationUserIdentifier targetIdentity)
    {
        ArgumentNullException.ThrowIfNull(targetIdentity);
        Target = targetIdentity;
    }

    /// <summary>Hands the call on to a telephone.</summary>
    public TransferToParticipantOptions(PhoneNumberIdentifier targetPhoneNumberIdentity)
    {
        ArgumentNullException.ThrowIfNull(targetPhoneNumberIdentity);
        Target = targetPhoneNumberIdentity;
    }

    /// <summary>To whom.</summary>
    public CommunicationIdentifier Target { get; }

    /// <summary>Who is handed on; null for the only one there is.</summary>
    public CommunicationIdentifier? Transferee { get; set; }

    /// <summary>The number shown to whom is called.</summary>
    public PhoneNumberIdentifier? SourceCallerIdNumber { get; set; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
