using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The API of callouts.</summary>
public sealed class CalloutFunctions(
    Callouts callouts, CalloutLedgers ledgers, CalloutBell bell, TelephonyOptions telephony)
{
    /// <summary><c>GET /api/callouts</c>: a page of the callouts, filtered by <c>status</c> and <c>metadata</c>.</summary>
    [Function(nameof(ListCallouts))]
    public async Task<IResult> ListCallouts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        return await ListAnswer.FromAsync(
            request, ResourceLists.Callouts.Read(request), query => callouts.PageAsync(query, cancellation), CalloutJson.From);
    }

    /// <summary><c>POST /api/callouts</c>: creates a callout from <c>metadata</c> and <c>settings</c>.</summary>
    [Function(nameof(CreateCallout))]
    public async Task<IResult> CreateCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callouts")] HttpRequest http,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await callouts.CreateAsync(CalloutChange.From(request.Params, telephony.CallerNumbers), cancellation);
        await RingAsync(orchestrations, outcome, cancellation);
        return ApiResults.From(outcome, callout => ApiResults.Created(PathOf(callout), CalloutJson.From(callout)));
    }

    /// <summary><c>GET /api/callouts/{id}</c>: a callout.</summary>
    [Function(nameof(ShowCallout))]
    public async Task<IResult> ShowCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await callouts.FindAsync(ApiIds.Require(id), cancellation) is { } callout
            ? ApiResults.Ok(CalloutJson.From(callout))
            : ApiResults.NotFound();

    /// <summary><c>PUT</c> or <c>PATCH /api/callouts/{id}</c>: replaces what is mentioned of a callout.</summary>
    [Function(nameof(UpdateCallout))]
    public async Task<IResult> UpdateCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "patch", Route = "api/callouts/{id}")] HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var wish = CalloutChange.From(request.Params, telephony.CallerNumbers);
        var outcome = await callouts.UpdateAsync(ApiIds.Require(id), wish, cancellation);
        if (wish.ChangesSettings)
            await RingAsync(orchestrations, outcome, cancellation);
        return ApiResults.From(outcome, _ => ApiResults.NoContent());
    }

    /// <summary><c>DELETE /api/callouts/{id}</c>: deletes a callout without participations and populations.</summary>
    [Function(nameof(DeleteCallout))]
    public async Task<IResult> DeleteCallout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/callouts/{id}")] HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var outcome = await callouts.DeleteAsync(ApiIds.Require(id), cancellation);
        await RingAsync(orchestrations, outcome, cancellation);
        return ApiResults.From(outcome, _ => ApiResults.NoContent());
    }

    /// <summary>
    /// <c>POST /api/callouts/{id}/callout_events</c>: <c>event</c> is start, pause, resume or stop. With
    /// <c>cancel_calls</c>, pause and stop also cancel the calls that nobody has answered yet.
    /// </summary>
    [Function(nameof(CreateCalloutEvent))]
    public async Task<IResult> CreateCalloutEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callouts/{id}/callout_events")]
        HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var outcome = await callouts.FireAsync(ApiIds.Require(id), CalloutEventWish.Read(request.Params), cancellation);
        await RingAsync(orchestrations, outcome, cancellation);
        return ApiResults.From(outcome, callout => ApiResults.Created(PathOf(callout), CalloutJson.From(callout)));
    }

    /// <summary><c>GET /api/callouts/{id}/callout_statistics</c>: how far a callout is.</summary>
    [Function(nameof(ShowCalloutStatistics))]
    public async Task<IResult> ShowCalloutStatistics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/callout_statistics")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await callouts.FindAsync(ApiIds.Require(id), cancellation) is { } callout
            ? ApiResults.Ok(CalloutStatistics.From(callout, await ledgers.TallyAsync(callout.Id, cancellation)))
            : ApiResults.NotFound();

    private Task RingAsync(DurableTaskClient orchestrations, Outcome<Callout> outcome, CancellationToken cancellation) =>
        outcome is Outcome<Callout>.Success { Value: var callout }
            ? bell.RingAsync(orchestrations, callout, cancellation)
            : Task.CompletedTask;

    private static string PathOf(Callout callout) => $"/api/callouts/{callout.Id}";
}
