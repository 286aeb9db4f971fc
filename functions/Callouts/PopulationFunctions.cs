using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The API of callout populations.</summary>
public sealed class PopulationFunctions(
    Callouts callouts, Populations populations, PopulationContacts contacts, CalloutBell bell)
{
    /// <summary>
    /// <c>GET /api/callout_populations</c>: a page of all populations, filtered by <c>metadata</c> and
    /// <c>contact_filter_params</c>.
    /// </summary>
    [Function(nameof(ListCalloutPopulations))]
    public async Task<IResult> ListCalloutPopulations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_populations")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await ListAsync(request, cancellation);
    }

    /// <summary><c>GET /api/callouts/{id}/callout_populations</c>: a page of a callout's populations.</summary>
    [Function(nameof(ListPopulationsOfCallout))]
    public Task<IResult> ListPopulationsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/callout_populations")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            (request, callout) => ListAsync(request, cancellation, new HasTerm(Population.CalloutTerm(callout.Id))),
            cancellation);

    /// <summary>
    /// <c>POST /api/callouts/{id}/callout_populations</c>: creates a population from <c>contact_filter_params</c> and
    /// <c>metadata</c>.
    /// </summary>
    [Function(nameof(CreateCalloutPopulation))]
    public Task<IResult> CreateCalloutPopulation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callouts/{id}/callout_populations")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            async (request, callout) => ApiResults.From(
                await populations.CreateAsync(callout, PopulationChange.From(request.Params), cancellation), Created),
            cancellation);

    /// <summary><c>GET /api/callout_populations/{id}</c>: a population.</summary>
    [Function(nameof(ShowCalloutPopulation))]
    public async Task<IResult> ShowCalloutPopulation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_populations/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await populations.FindAsync(ApiIds.Require(id), cancellation) is { } population
            ? ApiResults.Ok(PopulationJson.From(population))
            : ApiResults.NotFound();

    /// <summary><c>PUT</c> or <c>PATCH /api/callout_populations/{id}</c>: replaces what is mentioned of a population.</summary>
    [Function(nameof(UpdateCalloutPopulation))]
    public async Task<IResult> UpdateCalloutPopulation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/callout_populations/{id}")]
        HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await populations.UpdateAsync(
            ApiIds.Require(id), PopulationChange.From(request.Params), cancellation);
        return ApiResults.From(outcome, _ => ApiResults.NoContent());
    }

    /// <summary><c>DELETE /api/callout_populations/{id}</c>: deletes a population that has brought in nobody.</summary>
    [Function(nameof(DeleteCalloutPopulation))]
    public async Task<IResult> DeleteCalloutPopulation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/callout_populations/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        ApiResults.From(await populations.DeleteAsync(ApiIds.Require(id), cancellation), _ => ApiResults.NoContent());

    /// <summary>
    /// <c>POST /api/callout_populations/{id}/callout_population_events</c>: <c>event</c> is queue or requeue.
    /// </summary>
    [Function(nameof(CreateCalloutPopulationEvent))]
    public async Task<IResult> CreateCalloutPopulationEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callout_populations/{id}/callout_population_events")]
        HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await populations.FireAsync(ApiIds.Require(id), request.Text("event"), cancellation);
        if (outcome is Outcome<Population>.Success { Value: var queued })
            await bell.RingAsync(orchestrations, queued, cancellation);
        return ApiResults.From(outcome, Created);
    }

    /// <summary>
    /// <c>GET /api/callout_populations/{id}/preview/contacts</c>: a page of the contacts that it would bring in now,
    /// narrowed by the filters of contacts.
    /// </summary>
    [Function(nameof(PreviewContactsOfPopulation))]
    public Task<IResult> PreviewContactsOfPopulation(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_populations/{id}/preview/contacts")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        ListContactsAsync(http, id, contacts.PreviewAsync, cancellation);

    /// <summary>
    /// <c>GET /api/callout_populations/{id}/contacts</c>: a page of the contacts that it has brought in, narrowed by
    /// the filters of contacts.
    /// </summary>
    [Function(nameof(ListContactsOfPopulation))]
    public Task<IResult> ListContactsOfPopulation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callout_populations/{id}/contacts")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        ListContactsAsync(http, id, contacts.PageAsync, cancellation);

    private Task<IResult> ListContactsAsync(
        HttpRequest http,
        string id,
        Func<Population, Query<Contact>, CancellationToken, Task<ListPage<Contact>>> list,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            populations.FindAsync,
            (request, population) => ListAnswer.ContactsAsync(request, query => list(population, query, cancellation)),
            cancellation);

    private Task<IResult> ListAsync(
        ApiRequest request, CancellationToken cancellation, params IEnumerable<Condition> also) =>
        ListAnswer.FromAsync(
            request,
            ResourceLists.Populations.Read(request, also),
            query => populations.PageAsync(query, cancellation),
            PopulationJson.From);

    private static IResult Created(Population population) =>
        ApiResults.Created($"/api/callout_populations/{population.Id}", PopulationJson.From(population));
}
