using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The API of participations. They come into being by populations, or one by one.</summary>
public sealed class ParticipationFunctions(
    LedgerAnswers answers,
    LedgerLists lists,
    Participations participations,
    Enrolment enrolment,
    CalloutBell bell,
    PopulationContacts populationContacts,
    Contacts contacts,
    Callouts callouts,
    Populations populations)
{
    /// <summary><c>GET /api/callout_participations</c>: a page of the participations of all callouts.</summary>
    [Function(nameof(ListParticipations))]
    public async Task<IResult> ListParticipations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_participations")] HttpRequest http,
        CancellationToken cancellation) =>
        await answers.ParticipationsAsync(await ApiRequest.ReadAsync(http, cancellation), cancellation);

    /// <summary><c>GET /api/callouts/{id}/callout_participations</c>: a page of a callout's participations.</summary>
    [Function(nameof(ListParticipationsOfCallout))]
    public Task<IResult> ListParticipationsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/callout_participations")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            (request, callout) => answers.ParticipationsAsync(request, cancellation, new OfCallout(callout.Id)),
            cancellation);

    /// <summary>
    /// <c>POST /api/callouts/{id}/callout_participations</c>: has the contact <c>contact_id</c> take part in a callout, with
    /// its own number or <c>msisdn</c>, the callout's flow or <c>call_flow_logic</c>, and <c>metadata</c>. A running callout
    /// calls it as soon as there is room.
    /// </summary>
    [Function(nameof(CreateParticipation))]
    public async Task<IResult> CreateParticipation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callouts/{id}/callout_participations")]
        HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        if (await callouts.FindAsync(ApiIds.Require(id), cancellation) is not { } callout)
            return ApiResults.NotFound();
        var wish = ParticipationWish.ToCreate(request.Params);
        var outcome = await enrolment.EnrolAsync(callout.Id, wish, cancellation);
        // Whoever takes part already may have been brought in by a process that died before it rang.
        if (!wish.Errors.Any)
            await bell.RingAsync(orchestrations, callout.Id, cancellation);
        return ApiResults.From(outcome, participation => ApiResults.Created(
            $"/api/callout_participations/{participation.Id}", ParticipationJson.From(participation)));
    }

    /// <summary>
    /// <c>GET /api/callout_populations/{id}/callout_participations</c>: a page of whom a population has brought in.
    /// </summary>
    [Function(nameof(ListParticipationsOfPopulation))]
    public Task<IResult> ListParticipationsOfPopulation(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_populations/{id}/callout_participations")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            populations.FindAsync,
            (request, population) => answers.ParticipationsAsync(
                request,
                cancellation,
                new OfCallout(population.CalloutId),
                new HasTerm(Participation.PopulationTerm(population.Id))),
            cancellation);

    /// <summary><c>GET /api/contacts/{id}/callout_participations</c>: a page of a contact's participations.</summary>
    [Function(nameof(ListParticipationsOfContact))]
    public Task<IResult> ListParticipationsOfContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts/{id}/callout_participations")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            contacts.FindAsync,
            async (request, contact) => await answers.ParticipationsAsync(
                request,
                cancellation,
                await lists.CalloutsWithAsync(contact.Id, cancellation),
                new HasKey(Participation.ContactKey(contact.Id))),
            cancellation);

    /// <summary><c>GET /api/contacts/{id}/callouts</c>: a page of the callouts that a contact takes part in.</summary>
    [Function(nameof(ListCalloutsOfContact))]
    public Task<IResult> ListCalloutsOfContact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/contacts/{id}/callouts")] HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            contacts.FindAsync,
            (request, contact) => ListAnswer.FromAsync(
                request,
                ResourceLists.Callouts.Read(request),
                query => lists.CalloutsOfAsync(contact.Id, query, cancellation),
                CalloutJson.From),
            cancellation);

    /// <summary><c>GET /api/callouts/{id}/contacts</c>: a page of the contacts that take part in a callout.</summary>
    [Function(nameof(ListContactsOfCallout))]
    public Task<IResult> ListContactsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/contacts")] HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            (request, callout) => ListAnswer.ContactsAsync(
                request, query => populationContacts.PageAsync(callout.Id, query, cancellation)),
            cancellation);

    /// <summary><c>GET /api/callout_participations/{id}</c>: a participation.</summary>
    [Function(nameof(ShowParticipation))]
    public async Task<IResult> ShowParticipation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_participations/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await participations.FindAsync(ApiIds.Require(id), cancellation) is { } participation
            ? ApiResults.Ok(ParticipationJson.From(participation))
            : ApiResults.NotFound();

    /// <summary>
    /// <c>PUT</c> or <c>PATCH /api/callout_participations/{id}</c>: changes <c>msisdn</c>, <c>call_flow_logic</c> and
    /// <c>metadata</c>. The next call goes by it.
    /// </summary>
    [Function(nameof(UpdateParticipation))]
    public async Task<IResult> UpdateParticipation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/callout_participations/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await participations.UpdateAsync(
            ApiIds.Require(id), ParticipationWish.ToUpdate(request.Params), cancellation);
        return ApiResults.From(outcome, _ => ApiResults.NoContent());
    }

    /// <summary><c>DELETE /api/callout_participations/{id}</c>: deletes a participation without phone calls.</summary>
    [Function(nameof(DeleteParticipation))]
    public async Task<IResult> DeleteParticipation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/callout_participations/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) => ApiResults.From(
            await participations.DeleteAsync(ApiIds.Require(id), cancellation), _ => ApiResults.NoContent());
}
