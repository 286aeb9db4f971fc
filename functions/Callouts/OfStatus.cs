using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

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
