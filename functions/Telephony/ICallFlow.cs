namespace Switchboard.Telephony;

/// <summary>
/// What a capability does with those who answer its calls, instead of playing or asking something as <see cref="CallFlow"/>
/// does. It is told everything that happens between the answer and the end; how calls begin and end is recorded as ever.
/// </summary>
public interface ICallFlow
{
    /// <summary>Whose calls these are: how the names of the owner's ledgers begin.</summary>
    string Owner { get; }

    /// <summary>Somebody answered. May be said more than once.</summary>
    Task BeginAsync(PhoneCall call, CancellationToken cancellation);

    /// <summary>Something happened in an answered call, perhaps not for the first time, perhaps out of order.</summary>
    Task HandleAsync(CallReference call, CallAutomationEventBase happened, CancellationToken cancellation);
}
