using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The API of phone calls.</summary>
public sealed class PhoneCallFunctions(
    LedgerAnswers answers,
    LedgerLists lists,
    Participations participations,
    Contacts contacts,
    Callouts callouts,
    Populations populations)
{
    /// <summary><c>GET /api/phone_calls</c>: a page of the calls of all callouts.</summary>
    [Function(nameof(ListPhoneCalls))]
    public async Task<IResult> ListPhoneCalls(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/phone_calls")] HttpRequest http,
        CancellationToken cancellation) =>
        await answers.PhoneCallsAsync(await ApiRequest.ReadAsync(http, cancellation), cancellation);

    /// <summary><c>GET /api/callouts/{id}/phone_calls</c>: a page of a callout's calls.</summary>
    [Function(nameof(ListPhoneCallsOfCallout))]
    public Task<IResult> ListPhoneCallsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/phone_calls")] HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            (request, callout) => answers.PhoneCallsAsync(request, cancellation, new OfCallout(callout.Id)),
            cancellation);

    /// <summary>
    /// <c>GET /api/callout_populations/{id}/phone_calls</c>: a page of the calls to those whom a population has brought in.
    /// </summary>
    [Function(nameof(ListPhoneCallsOfPopulation))]
    public Task<IResult> ListPhoneCallsOfPopulation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_populations/{id}/phone_calls")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            populations.FindAsync,
            (request, population) => answers.PhoneCallsAsync(
                request, cancellation, new OfCallout(population.CalloutId), new OfPopulation(population.Id)),
            cancellation);

    /// <summary><c>GET /api/callout_participations/{id}/phone_calls</c>: a page of a participation's calls.</summary>
    [Function(nameof(ListPhoneCallsOfParticipation))]
    public Task<IResult> ListPhoneCallsOfParticipation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_participations/{id}/phone_calls")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            participations.FindAsync,
            (request, participation) => answers.PhoneCallsAsync(
                request,
                cancellation,
                new OfCallout(participation.CalloutId),
                new HasTerm(PhoneCall.SubjectTerm(participation.Id))),
            cancellation);

    /// <summary><c>GET /api/contacts/{id}/phone_calls</c>: a page of the calls to a contact.</summary>
    [Function(nameof(ListPhoneCallsOfContact))]
    public Task<IResult> ListPhoneCallsOfContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts/{id}/phone_calls")] HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            contacts.FindAsync,
            async (request, contact) => await answers.PhoneCallsAsync(
                request,
                cancellation,
                await lists.CalloutsWithAsync(contact.Id, cancellation),
                new OfContact(contact.Id)),
            cancellation);

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

    /// <summary><c>PUT</c> or <c>PATCH /api/phone_calls/{id}</c>: changes the <c>metadata</c>.</summary>
    [Function(nameof(UpdatePhoneCall))]
    public Task<IResult> UpdatePhoneCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/phone_calls/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) => MetadataAnswer.UpdateAsync(http, id, participations.UpdateCallAsync, cancellation);
}
