using System.Globalization;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Lists of what lies in the ledgers of callouts. A list over all callouts reads the counters of each of them: a point
/// read a callout.
/// </summary>
public sealed class LedgerLists(CalloutLedgers ledgers, Callouts callouts, ContactUses uses)
{
    /// <summary>The name of the ids of participations.</summary>
    public const string Participations = "participations";

    /// <summary>The name of the ids of phone calls.</summary>
    public const string PhoneCalls = "phone_calls";

    /// <summary>The page of participations that a query asks for.</summary>
    public async Task<ListPage<Participation>> ParticipationsAsync(
        Query<Participation> query, CancellationToken cancellation)
    {
        var parts = await CalloutIdsAsync(query.Conditions, cancellation);
        return await new Listing<Participation>([.. parts.Select(ledgers.Participations)])
            .PageAsync(query with { Conditions = Rest(query.Conditions) }, cancellation);
    }

    /// <summary>The page of phone calls that a query asks for.</summary>
    public async Task<ListPage<PhoneCall>> PhoneCallsAsync(Query<PhoneCall> query, CancellationToken cancellation)
    {
        var parts = await CalloutIdsAsync(query.Conditions, cancellation);
        var conditions = new List<Condition>();
        foreach (var condition in Rest(query.Conditions))
        {
            switch (condition)
            {
                case OfStatus status:
                    conditions.AddRange(status.Resolve());
                    break;

                case OfContact contact:
                    conditions.Add(await CallsOfAsync(contact, cancellation));
                    break;

                case OfNumber number:
                    conditions.Add(await CallsOfAsync(number, parts, cancellation));
                    break;

                default:
                    conditions.Add(condition);
                    break;
            }
        }

        return await new Listing<PhoneCall>([.. parts.Select(ledgers.Calls)])
            .PageAsync(query with { Conditions = conditions }, cancellation);
    }

    /// <summary>The page of the callouts that a contact takes part in.</summary>
    public async Task<ListPage<Callout>> CalloutsOfAsync(
        long contactId, Query<Callout> query, CancellationToken cancellation)
    {
        var ids = await uses.ReadAsync(contactId, cancellation).Select(use => use.CalloutId).ToListAsync(cancellation);
        var those = await callouts.FindAsync(ids, cancellation);
        return query.PageOf([.. those.Where(callout => Condition.AllHold(query.Conditions, callout))]);
    }

    /// <summary>A condition that means what a contact takes part in.</summary>
    public async Task<Condition> CalloutsWithAsync(long contactId, CancellationToken cancellation) => new OfCallout(
        await uses.ReadAsync(contactId, cancellation)
            .Select(use => use.CalloutId.ToString(CultureInfo.InvariantCulture))
            .ToListAsync(cancellation));

    private static IReadOnlyList<Condition> Rest(IReadOnlyList<Condition> conditions) =>
        [.. conditions.Where(condition => condition is not OfCallout)];

    private async Task<IReadOnlyList<long>> CalloutIdsAsync(
        IReadOnlyList<Condition> conditions, CancellationToken cancellation)
    {
        var scopes = conditions.OfType<OfCallout>().Select(scope => scope.Ids).ToList();
        return scopes.Count == 0
            ? await callouts.IdsAsync(cancellation).ToListAsync(cancellation)
            : [.. scopes.Aggregate((ids, others) => [.. ids.Intersect(others)]).Distinct().Select(Id).OfType<long>()];
    }

    private async Task<HasTerm> CallsOfAsync(OfContact contacts, CancellationToken cancellation)
    {
        var subjects = new List<Term>();
        foreach (var contactId in contacts.Ids.Select(Id).OfType<long>())
        {
            await foreach (var use in uses.ReadAsync(contactId, cancellation))
                subjects.Add(PhoneCall.SubjectTerm(use.ParticipationId));
        }

        return new HasTerm(subjects);
    }

    private async Task<HasTerm> CallsOfAsync(
        OfNumber numbers, IReadOnlyList<long> calloutIds, CancellationToken cancellation)
    {
        var subjects = await Task.WhenAll(
            from calloutId in calloutIds
            from msisdn in numbers.Msisdns
            select ledgers.Participations(calloutId).FindIdAsync(Participation.NumberKey(msisdn), cancellation));
        return new HasTerm([.. subjects.OfType<long>().Select(PhoneCall.SubjectTerm)]);
    }

    private static long? Id(string text) =>
        text is [>= '1' and <= '9', ..] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
