using System.Globalization;
using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The API of phone calls and of what the carrier said about them.</summary>
public sealed class PhoneCallFunctions(
    LedgerLists lists, Participations participations, Contacts contacts, Callouts callouts)
{
    /// <summary><c>GET /api/phone_calls</c>: a page of the calls of all callouts.</summary>
    [Function(nameof(ListPhoneCalls))]
    public async Task<IResult> ListPhoneCalls(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/phone_calls")] HttpRequest http,
        CancellationToken cancellation) =>
        await ListAsync(await ApiRequest.ReadAsync(http, cancellation), cancellation);

    /// <summary><c>GET /api/callouts/{id}/phone_calls</c>: a page of a callout's calls.</summary>
    [Function(nameof(ListPhoneCallsOfCallout))]
    public async Task<IResult> ListPhoneCallsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/phone_calls")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await callouts.FindAsync(ApiIds.Require(id), cancellation) is { } callout
            ? await ListAsync(request, cancellation, new OfCallout(callout.Id))
            : ApiResults.NotFound();
    }

    /// <summary><c>GET /api/callout_participations/{id}/phone_calls</c>: a page of a participation's calls.</summary>
    [Function(nameof(ListPhoneCallsOfParticipation))]
    public async Task<IResult> ListPhoneCallsOfParticipation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_participations/{id}/phone_calls")]
        HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await participations.FindAsync(ApiIds.Require(id), cancellation) is { } participation
            ? await ListAsync(request, cancellation, [.. CallsOf(participation)])
            : ApiResults.NotFound();
    }

    /// <summary><c>GET /api/contacts/{id}/phone_calls</c>: a page of the calls to a contact.</summary>
    [Function(nameof(ListPhoneCallsOfContact))]
    public async Task<IResult> ListPhoneCallsOfContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts/{id}/phone_calls")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await contacts.FindAsync(ApiIds.Require(id), cancellation) is { } contact
            ? await ListAsync(
                request,
                cancellation,
                await lists.CalloutsWithAsync(contact.Id, cancellation),
                new OfContact([contact.Id.ToString(CultureInfo.InvariantCulture)]))
            : ApiResults.NotFound();
    }

    /// <summary><c>GET /api/phone_calls/{id}</c>: a call.</summary>
    [Function(nameof(ShowPhoneCall))]
    public async Task<IResult> ShowPhoneCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/phone_calls/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        if (await participations.FindCallAsync(ApiIds.Require(id), cancellation) is not { } call)
            return ApiResults.NotFound();
        var whose = await participations.OfAsync([call], cancellation);
        return ApiResults.Ok(PhoneCallJson.Of(call, whose.GetValueOrDefault(call.Subject)));
    }

    /// <summary>
    /// <c>GET /api/phone_calls/{id}/remote_phone_call_events</c>: a page of what the carrier said about a call.
    /// </summary>
    [Function(nameof(ListRemoteEventsOfPhoneCall))]
    public async Task<IResult> ListRemoteEventsOfPhoneCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/phone_calls/{id}/remote_phone_call_events")]
        HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await participations.FindCallAsync(ApiIds.Require(id), cancellation) is { } call
            ? Page(request, [.. RemoteEventJson.From(call)])
            : ApiResults.NotFound();
    }

    /// <summary>
    /// <c>GET /api/callout_participations/{id}/remote_phone_call_events</c>: a page of what the carrier said about the
    /// calls of a participation.
    /// </summary>
    [Function(nameof(ListRemoteEventsOfParticipation))]
    public async Task<IResult> ListRemoteEventsOfParticipation(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_participations/{id}/remote_phone_call_events")]
        HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        if (await participations.FindAsync(ApiIds.Require(id), cancellation) is not { } participation)
            return ApiResults.NotFound();
        var calls = await lists.PhoneCallsAsync(
            new Query<PhoneCall>([.. CallsOf(participation)], [], 0, ListTooLongException.Longest), cancellation);
        return Page(request, [.. calls.Items.SelectMany(RemoteEventJson.From)]);
    }

    /// <summary><c>GET /api/remote_phone_call_events/{id}</c>: something that the carrier said about a call.</summary>
    [Function(nameof(ShowRemoteEvent))]
    public async Task<IResult> ShowRemoteEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/remote_phone_call_events/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var eventId = ApiIds.Require(id);
        var call = await participations.FindCallAsync(RemoteEventJson.CallIdOf(eventId), cancellation);
        return call is not null && RemoteEventJson.From(call).FirstOrDefault(one => one.Id == eventId) is { } happened
            ? ApiResults.Ok(happened)
            : ApiResults.NotFound();
    }

    private static IEnumerable<Condition> CallsOf(Participation participation) =>
    [
        new OfCallout(CalloutLedgers.CalloutIdOf(participation.PartitionKey)),
        new HasTerm(PhoneCall.SubjectTerm(participation.Id)),
    ];

    private static IResult Page(ApiRequest request, IReadOnlyList<RemoteEventJson> events) => ApiResults.List(
        request,
        events.Skip((int)Math.Min(request.Paging.Skip, int.MaxValue)).Take(request.Paging.PerPage),
        events.Count);

    private Task<IResult> ListAsync(
        ApiRequest request, CancellationToken cancellation, params IEnumerable<Condition> also)
    {
        IReadOnlyDictionary<long, Participation> whose = new Dictionary<long, Participation>();
        return ListAnswer.FromAsync(
            request,
            ResourceLists.PhoneCalls.Read(request, also),
            async query =>
            {
                var page = await lists.PhoneCallsAsync(query, cancellation);
                whose = await participations.OfAsync(page.Items, cancellation);
                return page;
            },
            call => PhoneCallJson.Of(call, whose.GetValueOrDefault(call.Subject)));
    }
}
