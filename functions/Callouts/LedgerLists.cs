using System.Globalization;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Lists of what lies in the ledgers of callouts. A list over all callouts reads the counters of each of them: a point
/// read a callout.
/// </summary>
public sealed class LedgerLists(
    CalloutLedgers ledgers, Callouts callouts, ContactUses uses, Participations participations)
{
    /// <summary>The name of the ids of participations.</summary>
    public const string Participations = "participations";

    /// <summary>The name of the ids of phone calls.</summary>
    public const string PhoneCalls = "phone_calls";

    // So few are found by their index: a query each. More are found by reading all calls, a thousand a query.
    private const int FewSubjects = 50;

    /// <summary>The page of participations that a query asks for.</summary>
    public Task<ListPage<Participation>> ParticipationsAsync(
        Query<Participation> query, CancellationToken cancellation) =>
        PageAsync(query, ledgers.Participations, cancellation);

    /// <summary>The page of phone calls that a query asks for.</summary>
    public Task<ListPage<PhoneCall>> PhoneCallsAsync(Query<PhoneCall> query, CancellationToken cancellation) =>
        PageAsync(query, ledgers.Calls, cancellation);

    /// <summary>The page of what the carrier said about calls that a query asks for.</summary>
    public Task<ListPage<CallNews>> NewsAsync(Query<CallNews> query, CancellationToken cancellation) =>
        PageAsync(query, ledgers.News, cancellation);

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

    private async Task<ListPage<T>> PageAsync<T>(
        Query<T> query, Func<long, Collection<T>> collectionOf, CancellationToken cancellation)
        where T : class, ICollected, new()
    {
        var parts = await CalloutIdsAsync(query.Conditions, cancellation);
        var conditions = new List<Condition>();
        foreach (var condition in Rest(query.Conditions))
            conditions.AddRange(await ResolveAsync(condition, parts, cancellation));
        return await new Listing<T>([.. parts.Select(collectionOf)])
            .PageAsync(query with { Conditions = conditions }, cancellation);
    }

    private static IReadOnlyList<Condition> Rest(IReadOnlyList<Condition> conditions) =>
        [.. conditions.Where(condition => condition is not (OfCallout or OfCalloutThat))];

    /// <summary>The same condition by what calls, and the news about them, are found by.</summary>
    private async ValueTask<IEnumerable<Condition>> ResolveAsync(
        Condition condition, IReadOnlyList<long> calloutIds, CancellationToken cancellation) => condition switch
        {
            OfStatus status => status.Resolve(),
            OfContact contacts => [await CallsToAsync(contacts, cancellation)],
            OfLastAttempt attempt => [await LastAttemptAsync(attempt, calloutIds, cancellation)],
            OfNumber numbers => await CallsToAsync(numbers, calloutIds, cancellation),
            OfPopulation population => await CallsOfAsync(population, calloutIds, cancellation),
            OfCall calls => await NewsOfAsync(calls, cancellation),
            _ => [condition],
        };

    private async Task<IReadOnlyList<long>> CalloutIdsAsync(
        IReadOnlyList<Condition> conditions, CancellationToken cancellation)
    {
        var those = conditions.OfType<OfCalloutThat>().SelectMany(callout => callout.Conditions).ToList();
        var scopes = conditions.OfType<OfCallout>().Select(scope => scope.Ids).ToList();
        if (scopes.Count == 0)
            return await callouts.IdsAsync(those, cancellation).ToListAsync(cancellation);
        var ids = scopes.Aggregate((ids, others) => [.. ids.Intersect(others)]).Distinct().Select(Id).OfType<long>();
        if (those.Count == 0)
            return [.. ids];
        var found = await callouts.FindAsync(ids, cancellation);
        return [.. found.Where(callout => Condition.AllHold(those, callout)).Select(callout => callout.Id)];
    }

    private async Task<Condition> LastAttemptAsync(
        OfLastAttempt attempt, IReadOnlyList<long> calloutIds, CancellationToken cancellation)
    {
        var called = new HashSet<long>();
        foreach (var calloutId in attempt.AsksForOpenCalls ? calloutIds : [])
        {
            await foreach (var call in ledgers.Calls(calloutId).ReadAsync([new HasTerm(PhoneCall.OpenTerm)], 0, cancellation))
            {
                if (attempt.Statuses.Contains(call.Status))
                    called.Add(call.Subject);
            }
        }

        return new Fulfils(participation => attempt.Means((Participation)participation, called));
    }

    private async Task<HasTerm> CallsToAsync(OfContact contacts, CancellationToken cancellation)
    {
        var subjects = new List<Term>();
        foreach (var contactId in contacts.Ids.Select(Id).OfType<long>())
        {
            await foreach (var use in uses.ReadAsync(contactId, cancellation))
                subjects.Add(PhoneCall.SubjectTerm(use.ParticipationId));
        }

        return new HasTerm(subjects);
    }

    private async Task<IEnumerable<Condition>> CallsToAsync(
        OfNumber numbers, IReadOnlyList<long> calloutIds, CancellationToken cancellation)
    {
        var subjects = await Task.WhenAll(
            from calloutId in calloutIds
            from msisdn in numbers.Msisdns
            select ledgers.Participations(calloutId).FindIdAsync(Participation.NumberKey(msisdn), cancellation));
        return
        [
            new HasTerm([.. subjects.OfType<long>().Select(PhoneCall.SubjectTerm)]),
            // Some have been called at other numbers as well.
            new Fulfils(call => numbers.Msisdns.Contains(((PhoneCall)call).Msisdn)),
        ];
    }

    private async Task<IEnumerable<Condition>> CallsOfAsync(
        OfPopulation population, IReadOnlyList<long> calloutIds, CancellationToken cancellation)
    {
        var subjects = new HashSet<long>();
        foreach (var calloutId in calloutIds)
        {
            var participations = ledgers.Participations(calloutId);
            var those = await participations.IdsAsync(Participation.PopulationTerm(population.Id), cancellation).ToListAsync(cancellation);
            // Most callouts have one population, which brought in everybody.
            if (those.Count == await participations.CountAsync(cancellation))
                return [];
            subjects.UnionWith(those);
        }

        return subjects.Count <= FewSubjects
            ? [new HasTerm([.. subjects.Select(PhoneCall.SubjectTerm)])]
            : [new Fulfils(call => subjects.Contains(((PhoneCall)call).Subject))];
    }

    private async Task<IEnumerable<Condition>> NewsOfAsync(OfCall calls, CancellationToken cancellation)
    {
        var ids = calls.Ids.Select(Id).OfType<long>().ToHashSet();
        var those = await Task.WhenAll(ids.Select(id => participations.FindCallAsync(id, cancellation)));
        return
        [
            new HasTerm([.. those.OfType<PhoneCall>().Select(call => PhoneCall.SubjectTerm(call.Subject)).Distinct()]),
            new Fulfils(news => ids.Contains(((CallNews)news).CallId)),
        ];
    }

    private static long? Id(string text) =>
        text is [>= '1' and <= '9', ..] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
