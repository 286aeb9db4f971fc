using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The API of what the carrier said about phone calls.</summary>
public sealed class RemoteEventFunctions(
    LedgerAnswers answers,
    LedgerLists lists,
    RemoteEvents events,
    Participations participations,
    Contacts contacts,
    Callouts callouts)
{
    /// <summary><c>GET /api/remote_phone_call_events</c>: a page of what the carrier said about the calls of all callouts.</summary>
    [Function(nameof(ListRemoteEvents))]
    public async Task<IResult> ListRemoteEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/remote_phone_call_events")] HttpRequest http,
        CancellationToken cancellation) =>
        await answers.RemoteEventsAsync(await ApiRequest.ReadAsync(http, cancellation), cancellation);

    /// <summary><c>GET /api/callouts/{id}/remote_phone_call_events</c>: a page of those about a callout's calls.</summary>
    [Function(nameof(ListRemoteEventsOfCallout))]
    public Task<IResult> ListRemoteEventsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/remote_phone_call_events")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            (request, callout) => answers.RemoteEventsAsync(request, cancellation, new OfCallout(callout.Id)),
            cancellation);

    /// <summary><c>GET /api/contacts/{id}/remote_phone_call_events</c>: a page of those about the calls to a contact.</summary>
    [Function(nameof(ListRemoteEventsOfContact))]
    public Task<IResult> ListRemoteEventsOfContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts/{id}/remote_phone_call_events")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            contacts.FindAsync,
            async (request, contact) => await answers.RemoteEventsAsync(
                request,
                cancellation,
                await lists.CalloutsWithAsync(contact.Id, cancellation),
                new OfContact(contact.Id)),
            cancellation);

    /// <summary>
    /// <c>GET /api/callout_participations/{id}/remote_phone_call_events</c>: a page of those about a participation's calls.
    /// </summary>
    [Function(nameof(ListRemoteEventsOfParticipation))]
    public Task<IResult> ListRemoteEventsOfParticipation(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_participations/{id}/remote_phone_call_events")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            participations.FindAsync,
            (request, participation) => answers.RemoteEventsAsync(
                request,
                cancellation,
                new OfCallout(participation.CalloutId),
                new HasTerm(PhoneCall.SubjectTerm(participation.Id))),
            cancellation);

    /// <summary><c>GET /api/phone_calls/{id}/remote_phone_call_events</c>: a page of those about a call.</summary>
    [Function(nameof(ListRemoteEventsOfPhoneCall))]
    public Task<IResult> ListRemoteEventsOfPhoneCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/phone_calls/{id}/remote_phone_call_events")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            participations.FindCallAsync,
            (request, call) => answers.RemoteEventsAsync(
                request,
                cancellation,
                new OfCallout(CalloutLedgers.CalloutIdOf(call.PartitionKey)),
                new OfCall(call.Id)),
            cancellation);

    /// <summary><c>GET /api/remote_phone_call_events/{id}</c>: something that the carrier said about a call.</summary>
    [Function(nameof(ShowRemoteEvent))]
    public async Task<IResult> ShowRemoteEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/remote_phone_call_events/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await events.FindAsync(ApiIds.Require(id), cancellation) is { } happened
            ? ApiResults.Ok(RemoteEventJson.From(happened))
            : ApiResults.NotFound();

    /// <summary><c>PUT</c> or <c>PATCH /api/remote_phone_call_events/{id}</c>: changes the <c>metadata</c>.</summary>
    [Function(nameof(UpdateRemoteEvent))]
    public Task<IResult> UpdateRemoteEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/remote_phone_call_events/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => MetadataAnswer.UpdateAsync(http, id, events.UpdateAsync, cancellation);
}
