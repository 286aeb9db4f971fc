namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Whom to call, and as whom.</summary>
public class CallInvite
{
    /// <summary>Invites a user of the resource.</summary>
    public CallInvite(CommunicationUserIdentifier targetIdentity)
    {
        ArgumentNullException.ThrowIfNull(targetIdentity);
        Target = targetIdentity;
    }

    /// <summary>Calls a telephone, showing <paramref name="callerIdNumber"/>.</summary>
    public CallInvite(PhoneNumberIdentifier targetPhoneNumberIdentity, PhoneNumberIdentifier? callerIdNumber)
    {
        ArgumentNullException.ThrowIfNull(targetPhoneNumberIdentity);
        Target = targetPhoneNumberIdentity;
        SourceCallerIdNumber = callerIdNumber;
    }

    /// <summary>Whom to call.</summary>
    public CommunicationIdentifier Target { get; }

    /// <summary>The number shown to whom is called.</summary>
    public PhoneNumberIdentifier? SourceCallerIdNumber { get; set; }

    /// <summary>The name shown to whom is called.</summary>
    public string? SourceDisplayName { get; set; }
}
