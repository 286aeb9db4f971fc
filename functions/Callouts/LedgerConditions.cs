using System.Globalization;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>It belongs to one of these callouts: only their ledgers are looked at.</summary>
/// <param name="Ids">The ids, as a request writes them.</param>
internal sealed record OfCallout(IReadOnlyList<string> Ids) : Condition
{
    /// <summary>It belongs to this callout.</summary>
    public OfCallout(long id)
        : this([id.ToString(CultureInfo.InvariantCulture)])
    {
    }

    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) =>
        Ids.Contains(CalloutLedgers.CalloutIdOf(thing.PartitionKey).ToString(CultureInfo.InvariantCulture));
}

/// <summary>A call to one of these contacts. It is read as a call of one of their participations.</summary>
/// <param name="Ids">The ids, as a request writes them.</param>
internal sealed record OfContact(IReadOnlyList<string> Ids) : Resolved;

/// <summary>A call to one of these numbers. It is read as a call of one of the participations with them.</summary>
/// <param name="Msisdns">The numbers, in E.164.</param>
internal sealed record OfNumber(IReadOnlyList<string> Msisdns) : Resolved;

/// <summary>A call in one of these states.</summary>
/// <param name="Statuses">The states.</param>
internal sealed record OfStatus(IReadOnlyList<CallStatus> Statuses) : Resolved
{
    /// <summary>The same as conditions that have indexes: calls that are not over are found together.</summary>
    public IEnumerable<Condition> Resolve()
    {
        yield return new HasTerm([.. Statuses
            .Select(status => CallTransitions.IsFinal(status) ? PhoneCall.StatusTerm(status) : PhoneCall.OpenTerm)
            .Distinct()]);
        if (Statuses.Any(status => !CallTransitions.IsFinal(status)))
            yield return new Fulfils(call => Statuses.Contains(((PhoneCall)call).Status));
    }
}

/// <summary>A condition that is turned into others before anything is read.</summary>
internal abstract record Resolved : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) =>
        throw new InvalidOperationException($"{GetType().Name} was not resolved.");
}
