using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>A capability that has calls made: it is told what happens to them, inside the transaction that records it.</summary>
public interface ICallOwner
{
    /// <summary>How its ledgers' names begin, like <c>callouts</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Adds to <paramref name="change"/> what the owner writes because of what happened. May be called more than once
    /// for one happening, of which one is written. A call that is over already may still yield the keys that were pressed.
    /// </summary>
    Task RecordAsync(Change change, PhoneCall before, PhoneCall after, CancellationToken cancellation);
}
