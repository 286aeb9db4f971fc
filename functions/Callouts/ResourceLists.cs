using System.Text.Json;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The lists of this API.</summary>
internal static class ResourceLists
{
    /// <summary>Contacts: by number, in any spelling, metadata and time.</summary>
    public static ResourceList<Contact> Contacts { get; } = new(
        filters => filters.List("msisdn", ContactFilter.Numbers).Document("metadata").Times(),
        ("msisdn", contact => contact.Msisdn));

    /// <summary>Callouts: by status, flow, metadata and time.</summary>
    public static ResourceList<Callout> Callouts { get; } = new(
        CalloutFilters,
        ("status", callout => callout.Status.ToString()),
        ("call_flow_logic", callout => CalloutSettings.Of(callout).Flow));

    /// <summary>Populations: by status, callout, metadata, what they are filtered by, and time.</summary>
    public static ResourceList<Population> Populations { get; } = new(
        filters => filters
            .List("status", statuses => new HasTerm([.. statuses.Select(Population.StatusTerm)]))
            .List("callout_id", ids => new HasTerm([.. ids.Select(Population.CalloutTerm)]))
            .Document("metadata")
            .ContactFilters()
            .Times(),
        ("status", population => population.Status.ToString()),
        ("callout_id", population => population.CalloutId));

    /// <summary>Populations as batch operations: by status, callout, metadata, parameters and time.</summary>
    public static ResourceList<Population> BatchOperations { get; } = new(
        filters => filters
            .List("status", statuses => new HasTerm(
                [.. statuses.Select(status => Population.StatusTerm(BatchOperationJson.PopulationStatusOf(status)))]))
            .List("callout_id", ids => new HasTerm([.. ids.Select(Population.CalloutTerm)]))
            .Document("metadata")
            .Within("parameters", inner => inner.ContactFilters())
            .Times(),
        ("status", population => BatchOperationJson.StatusOf(population.Status)),
        ("callout_id", population => population.CalloutId));

    /// <summary>Participations: by callout, its own filters, contact, population, number, flow, metadata, calls and time.</summary>
    public static ResourceList<Participation> Participations { get; } = new(
        filters => filters
            .List("callout_id", ids => new OfCallout(ids))
            .Within("callout_filter_params", CalloutFilters, conditions => [new OfCalloutThat(conditions)])
            .List("contact_id", ids => new HasKey([.. ids.Select(Participation.ContactKey)]))
            .List("callout_population_id", ids => new HasTerm([.. ids.Select(Participation.PopulationTerm)]))
            .List("msisdn", texts => new HasKey([.. Numbers(texts).Select(Participation.NumberKey)]))
            // The keys also find whoever was called there before the number was corrected.
            .List("msisdn", texts => HasNumber(Numbers(texts)))
            .List("call_flow_logic", names => new HasTerm([.. names.Select(Participation.FlowTerm)]))
            .Document("metadata")
            .Flag<Participation>("has_phone_calls", participation => participation.PhoneCallsCount > 0)
            .Flag<Participation>("answered", participation => participation.AnsweredAt is not null)
            .List("last_phone_call_attempt", names => new OfLastAttempt(Statuses(names), OrNone: false))
            .List("no_phone_calls_or_last_attempt", names => new OfLastAttempt(Statuses(names), OrNone: true))
            .Times(),
        ("callout_id", participation => participation.CalloutId),
        ("contact_id", participation => participation.ContactId),
        ("callout_population_id", participation => participation.CalloutPopulationId),
        ("msisdn", participation => participation.Msisdn),
        ("call_flow_logic", participation => participation.CallFlowLogic),
        ("answered", participation => participation.AnsweredAt is not null),
        ("phone_calls_count", participation => participation.PhoneCallsCount));

    /// <summary>Phone calls: by callout, participation, contact, number, status, result and time.</summary>
    public static ResourceList<PhoneCall> PhoneCalls { get; } = new(
        filters => filters
            .List("callout_id", ids => new OfCallout(ids))
            .List("callout_participation_id", Subjects)
            .List("contact_id", ids => new OfContact(ids))
            .List("msisdn", texts => new OfNumber(Numbers(texts)))
            .List("status", names => new OfStatus(Statuses(names)))
            .List("call_flow_logic", Flow<PhoneCall>(call => call.Flow))
            .List<PhoneCall>("remote_call_id", call => call.ConnectionId)
            .List<PhoneCall>("remote_status", call => PhoneCallJson.RemoteStatusOf(call.Status))
            .List<PhoneCall>("remote_direction", _ => PhoneCallJson.Outbound)
            .List<PhoneCall>("remote_error_message", call => call.ErrorMessage)
            .Document<PhoneCall>("metadata", call => Document.Read(call.Metadata))
            .Document<PhoneCall>("remote_response", PhoneCallJson.RemoteResponseOf)
            .Document<PhoneCall>("remote_queue_response", PhoneCallJson.RemoteQueueResponseOf)
            .Document<PhoneCall>("remote_request_params", PhoneCallJson.RemoteRequestParamsOf)
            .Number<PhoneCall>("duration", call => call.Duration)
            .Times<PhoneCall>("remotely_queued_at", call => call.RemotelyQueuedAt)
            .Times(),
        ("callout_id", call => CalloutLedgers.CalloutIdOf(call.PartitionKey)),
        ("callout_participation_id", call => call.Subject),
        ("msisdn", call => call.Msisdn),
        ("status", call => call.Status.ToString()),
        ("call_flow_logic", call => call.Flow),
        ("remote_call_id", call => call.ConnectionId),
        ("remote_status", call => PhoneCallJson.RemoteStatusOf(call.Status)),
        ("remote_error_message", call => call.ErrorMessage),
        ("remotely_queued_at", call => call.RemotelyQueuedAt),
        ("duration", call => call.Duration));

    /// <summary>What the carrier said about calls: by call, callout, contact, flow, details, metadata and time.</summary>
    public static ResourceList<CallNews> RemoteEvents { get; } = new(
        filters => filters
            .List("callout_id", ids => new OfCallout(ids))
            .List("phone_call_id", ids => new OfCall(ids))
            .List("callout_participation_id", Subjects)
            .List("contact_id", ids => new OfContact(ids))
            .List("call_flow_logic", Flow<CallNews>(news => news.Flow))
            .List<CallNews>("remote_call_id", news => news.ConnectionId)
            .List<CallNews>("remote_direction", _ => PhoneCallJson.Outbound)
            .Document("metadata")
            .Document<CallNews>("details", RemoteEventJson.DetailsOf)
            .Number<CallNews>("call_duration", news => news.CallDuration)
            .Times(),
        ("phone_call_id", news => news.CallId),
        ("call_flow_logic", news => news.Flow),
        ("remote_call_id", news => news.ConnectionId),
        ("call_duration", news => news.CallDuration));

    private static Fulfils HasNumber(IReadOnlyList<string> numbers) =>
        new(participation => numbers.Contains(((Participation)participation).Msisdn));

    private static IReadOnlyList<string> Numbers(IReadOnlyList<string> texts) =>
        [.. texts.Select(text => PhoneNumber.Normalize(text) ?? text)];

    /// <summary>Has one of these flows, in our spelling or in Somleng SCFM's.</summary>
    private static Func<IReadOnlyList<string>, Condition> Flow<T>(Func<T, string> flowOf)
        where T : class, ICollected => names =>
        {
            var flows = names.Select(name => CallFlow.Find(name) ?? name).ToHashSet();
            return new Fulfils(thing => flows.Contains(flowOf((T)thing)));
        };

    private static HasTerm Subjects(IReadOnlyList<string> ids) => new([.. ids.Select(PhoneCall.SubjectTerm)]);

    private static IReadOnlyList<CallStatus> Statuses(IReadOnlyList<string> names) =>
        [.. Enum.GetValues<CallStatus>()
            .Where(status => names.Contains(JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString())))];

    private static void CalloutFilters(FilterReader filters) => filters
        .List("status", statuses => new HasTerm([.. statuses.Select(Callout.StatusTerm)]))
        .List("call_flow_logic", Flow<Callout>(callout => CalloutSettings.Of(callout).Flow))
        .Document("metadata")
        .Times();
}
