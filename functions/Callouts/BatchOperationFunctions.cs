using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The API of callout populations as later clients of Somleng SCFM know them: batch operations.</summary>
public sealed class BatchOperationFunctions(
    Callouts callouts, Populations populations, PopulationContacts contacts, LedgerAnswers answers, CalloutBell bell)
{
    /// <summary><c>GET /api/batch_operations</c>: a page of the populations of all callouts.</summary>
    [Function(nameof(ListBatchOperations))]
    public async Task<IResult> ListBatchOperations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/batch_operations")] HttpRequest http,
        CancellationToken cancellation) =>
        await ListAsync(await ApiRequest.ReadAsync(http, cancellation), cancellation);

    /// <summary><c>GET /api/callouts/{id}/batch_operations</c>: a page of a callout's populations.</summary>
    [Function(nameof(ListBatchOperationsOfCallout))]
    public Task<IResult> ListBatchOperationsOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/batch_operations")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            callouts.FindAsync,
            (request, callout) => ListAsync(request, cancellation, new HasTerm(Population.CalloutTerm(callout.Id))),
            cancellation);

    /// <summary>
    /// <c>POST /api/batch_operations</c>: creates a population of the callout <c>callout_id</c> from <c>type</c>,
    /// <c>parameters</c> and <c>metadata</c>.
    /// </summary>
    [Function(nameof(CreateBatchOperation))]
    public async Task<IResult> CreateBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/batch_operations")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var callout = ApiIds.TryParse(request.Text("callout_id"), out var id)
            ? await callouts.FindAsync(id, cancellation)
            : null;
        return callout is null
            ? ApiResults.Unprocessable(ValidationErrors.Of("callout", ValidationErrors.MustExist))
            : await CreateAsync(request, callout, cancellation);
    }

    /// <summary><c>POST /api/callouts/{id}/batch_operations</c>: creates a population of a callout.</summary>
    [Function(nameof(CreateBatchOperationOfCallout))]
    public Task<IResult> CreateBatchOperationOfCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callouts/{id}/batch_operations")] HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http, id, callouts.FindAsync, (request, callout) => CreateAsync(request, callout, cancellation), cancellation);

    /// <summary><c>GET /api/batch_operations/{id}</c>: a population.</summary>
    [Function(nameof(ShowBatchOperation))]
    public async Task<IResult> ShowBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/batch_operations/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await populations.FindAsync(ApiIds.Require(id), cancellation) is { } population
            ? ApiResults.Ok(BatchOperationJson.From(population))
            : ApiResults.NotFound();

    /// <summary><c>PUT</c> or <c>PATCH /api/batch_operations/{id}</c>: replaces <c>parameters</c> and changes <c>metadata</c>.</summary>
    [Function(nameof(UpdateBatchOperation))]
    public async Task<IResult> UpdateBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/batch_operations/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await populations.UpdateAsync(
            ApiIds.Require(id), PopulationChange.FromBatchOperation(request.Params, isNew: false), cancellation);
        return ApiResults.From(outcome, _ => ApiResults.NoContent());
    }

    /// <summary><c>DELETE /api/batch_operations/{id}</c>: deletes a population that has brought in nobody.</summary>
    [Function(nameof(DeleteBatchOperation))]
    public async Task<IResult> DeleteBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/batch_operations/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        ApiResults.From(await populations.DeleteAsync(ApiIds.Require(id), cancellation), _ => ApiResults.NoContent());

    /// <summary><c>POST /api/batch_operations/{id}/batch_operation_events</c>: <c>event</c> is queue or requeue.</summary>
    [Function(nameof(CreateBatchOperationEvent))]
    public async Task<IResult> CreateBatchOperationEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/batch_operations/{id}/batch_operation_events")]
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

    /// <summary><c>GET /api/batch_operations/{id}/preview/contacts</c>: a page of the contacts that it would bring in now.</summary>
    [Function(nameof(PreviewContactsOfBatchOperation))]
    public Task<IResult> PreviewContactsOfBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/batch_operations/{id}/preview/contacts")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListContactsAsync(http, id, contacts.PreviewAsync, cancellation);

    /// <summary><c>GET /api/batch_operations/{id}/contacts</c>: a page of the contacts that it has brought in.</summary>
    [Function(nameof(ListContactsOfBatchOperation))]
    public Task<IResult> ListContactsOfBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/batch_operations/{id}/contacts")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListContactsAsync(http, id, contacts.PageAsync, cancellation);

    /// <summary><c>GET /api/batch_operations/{id}/callout_participations</c>: a page of whom it has brought in.</summary>
    [Function(nameof(ListParticipationsOfBatchOperation))]
    public Task<IResult> ListParticipationsOfBatchOperation(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", Route = "api/batch_operations/{id}/callout_participations")]
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

    /// <summary><c>GET /api/batch_operations/{id}/phone_calls</c>: a page of the calls to those whom it has brought in.</summary>
    [Function(nameof(ListPhoneCallsOfBatchOperation))]
    public Task<IResult> ListPhoneCallsOfBatchOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/batch_operations/{id}/phone_calls")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) => ListAnswer.OfAsync(
            http,
            id,
            populations.FindAsync,
            (request, population) => answers.PhoneCallsAsync(
                request, cancellation, new OfCallout(population.CalloutId), new OfPopulation(population.Id)),
            cancellation);

    private async Task<IResult> CreateAsync(ApiRequest request, Callout callout, CancellationToken cancellation) =>
        ApiResults.From(
            await populations.CreateAsync(
                callout, PopulationChange.FromBatchOperation(request.Params, isNew: true), cancellation),
            Created);

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
            ResourceLists.BatchOperations.Read(request, also),
            query => populations.PageAsync(query, cancellation),
            BatchOperationJson.From);

    private static IResult Created(Population population) =>
        ApiResults.Created($"/api/batch_operations/{population.Id}", BatchOperationJson.From(population));
}
