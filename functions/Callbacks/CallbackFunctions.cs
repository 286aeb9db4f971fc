using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Messaging;
using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>The API of callbacks.</summary>
public sealed class CallbackFunctions(
    Callbacks callbacks, CallbackCalls calls, OutboxBell bell, ILogger<CallbackFunctions> logger)
{
    /// <summary>
    /// <c>GET /api/callbacks</c>: a page of the callbacks, filtered by <c>status</c>, <c>platform</c>, <c>ddi</c> and
    /// <c>ticket</c>.
    /// </summary>
    [Function(nameof(ListCallbacks))]
    public async Task<IResult> ListCallbacks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callbacks")] HttpRequest http,
        CancellationToken cancellation)
    {
        var (parameters, paging) = CallbackRequest.Query(http);
        var page = await callbacks.PageAsync(FilterOf(parameters), paging.Skip, paging.PerPage, cancellation);
        return CallbackResults.List(paging, page.Items.Select(CallbackJson.From), page.Total);
    }

    /// <summary><c>POST /api/callbacks</c>: creates a callback.</summary>
    [Function(nameof(CreateCallback))]
    public async Task<IResult> CreateCallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callbacks")] HttpRequest http,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var fields = await CallbackRequest.ReadAsync(http, cancellation);
        var outcome = await callbacks.CreateAsync(CallbackWish.ToCreate(fields), cancellation);
        await RingAsync(outcome, orchestrations);
        return CallbackResults.From(outcome, noted => CallbackResults.Created(
            Callbacks.PathOf(noted.Callback.Id), CallbackJson.From(noted)));
    }

    /// <summary><c>GET /api/callbacks/{id}</c>: a callback.</summary>
    [Function(nameof(ShowCallback))]
    public async Task<IResult> ShowCallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callbacks/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        Outcome<NotedCallback> outcome = await callbacks.FindAsync(ApiIds.Require(id), cancellation) is { } noted
            ? noted
            : Outcome<NotedCallback>.NotFound;
        return CallbackResults.From(outcome, found => CallbackResults.Ok(CallbackJson.From(found)));
    }

    /// <summary><c>PUT /api/callbacks/{id}</c>: adds a note with <c>details</c>, a <c>status</c> or both.</summary>
    [Function(nameof(UpdateCallback))]
    public async Task<IResult> UpdateCallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/callbacks/{id}")] HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var callback = ApiIds.Require(id);
        var fields = await CallbackRequest.ReadAsync(http, cancellation);
        var outcome = await callbacks.UpdateAsync(callback, CallbackWish.ToUpdate(fields), cancellation);
        await RingAsync(outcome, orchestrations);
        return CallbackResults.From(outcome, noted => CallbackResults.Ok(CallbackJson.From(noted)));
    }

    /// <summary>
    /// <c>POST /api/callbacks/{id}/call</c>: rings the person and connects them with the <c>agent</c> of this number. 202
    /// at once; what came of it is a note afterwards. 400 while they are being called.
    /// </summary>
    [Function(nameof(CallCallback))]
    public async Task<IResult> CallCallback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/callbacks/{id}/call")] HttpRequest http,
        string id,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var callback = ApiIds.Require(id);
        var fields = await CallbackRequest.ReadAsync(http, cancellation);
        var outcome = await calls.BeginAsync(callback, CallWish.From(fields), cancellation);
        if (outcome is Outcome<OpenCall>.Success)
            await StartAsync(orchestrations, callback);
        return CallbackResults.From(outcome, call => CallbackResults.Accepted(
            new { Callback = call.CallbackId, Phone = call.Msisdn, call.Agent }));
    }

    // What was begun is in the table: it goes on whether it can be started here or not.
    private Task StartAsync(DurableTaskClient orchestrations, long callback) => OrchestrationBell.TryRingAsync(
        logger,
        $"callback {callback}",
        () => CallbackCallOrchestration.EnsureAsync(orchestrations, callback, CancellationToken.None),
        CancellationToken.None);

    private async Task RingAsync(Outcome<NotedCallback> outcome, DurableTaskClient orchestrations)
    {
        if (outcome is Outcome<NotedCallback>.Success { Value.Callback.Thread: not null })
            await bell.RingAsync(orchestrations);
    }

    private static List<Term> FilterOf(JsonObject parameters)
    {
        var terms = new List<Term>();
        foreach (var name in (ReadOnlySpan<string>)["status", "platform", "ddi", "ticket"])
        {
            if (!parameters.Has(name))
                continue;
            var text = parameters.Text(name) ?? "";
            terms.Add(name switch
            {
                "ticket" when text is "" or "null" => Callback.TicketTerm(null),
                "ticket" or "ddi" when CallbackWish.TryNumber(text, out var number) => Terms.Of(name, number),
                "ticket" or "ddi" => Terms.Of(name, "no number"),
                _ => Terms.Of(name, text),
            });
        }

        return terms;
    }
}
