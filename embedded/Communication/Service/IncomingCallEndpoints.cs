using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Calls that come in: Event Grid tells the subscriber, who answers, redirects or rejects them by the context that came
/// with the event. Whoever is not taken rings until they give up.
/// </summary>
internal sealed class IncomingCallEndpoints
{
    private const string ContextPart = "incoming";

    private readonly TelephoneNetwork _network;
    private readonly FaultPanel _faults;
    private readonly CallJournal _journal;
    private readonly EventGrid _grid;
    private readonly int _seed;
    private readonly OnceOnly<CallRecord> _decided = new();

    public IncomingCallEndpoints(
        TelephoneNetwork network, FaultPanel faults, int seed, CallJournal journal, EventGrid grid)
    {
        _network = network;
        _faults = faults;
        _seed = seed;
        _journal = journal;
        _grid = grid;
        network.OnIncoming = Announce;
    }

    public async Task AnswerAsync(HttpContext context, RequestBody body)
    {
        var id = ReadContext(body);
        var callback = MediaRequests.ReadCallback(body, "callbackUri")
            ?? throw ServiceError.InvalidArgument("callbackUri is required.");
        var operation = body.Text("operationContext");
        var user = body.Object("answeredBy") is { } answeredBy
            ? answeredBy.Text("id") ?? Identifiers.Read(answeredBy)
            : null;
        var hasSpeech = CallEndpoints.HasSpeech(body);

        var call = await OnceAsync(context, async () =>
        {
            var answered = Decide(id, call => call.Note(record => record with
            {
                CallbackUri = callback.AbsoluteUri,
                OperationContext = operation,
                HasSpeech = hasSpeech,
                AnsweredBy = user,
            }));

            await KeepAsync(answered).ConfigureAwait(false);
            var early = new Chance(_seed, answered.From, -answered.Attempt).Happens(_faults.Current.EarlyEvents, "early");
            var told = Task.CompletedTask;
            if (!_network.With(id, call => told = call.Answer(new Operation(operation, callback), early)))
                throw ServiceError.CallNotFound();
            await told.ConfigureAwait(false);
            return answered;
        }).ConfigureAwait(false);
        await ServiceJson.WriteAsync(context, 200, CallJson.Created(call)).ConfigureAwait(false);
    }

    public async Task RedirectAsync(HttpContext context, RequestBody body)
    {
        var id = ReadContext(body);
        var target = Identifiers.Read(body.RequiredObject("target"));
        await TurnAwayAsync(context, id, call => call.TurnAway(CallResult.Transferred, CallOutcome.Redirected, target))
            .ConfigureAwait(false);
    }

    public async Task RejectAsync(HttpContext context, RequestBody body)
    {
        var id = ReadContext(body);
        var result = body.Text("callRejectReason") switch
        {
            null or "none" => CallResult.DeclinedByCallee,
            "busy" => CallResult.RejectedAsBusy,
            "forbidden" => CallResult.RejectedAsForbidden,
            _ => throw ServiceError.InvalidArgument("callRejectReason must be none, busy or forbidden."),
        };
        await TurnAwayAsync(context, id, call => call.TurnAway(result, CallOutcome.Declined)).ConfigureAwait(false);
    }

    // Before anyone hears of it, like a call that was asked for. What cannot be kept was not answered.
    private async Task KeepAsync(CallRecord answered)
    {
        try
        {
            await _journal.WriteAsync(answered).ConfigureAwait(false);
        }
        catch
        {
            _network.With(
                answered.CallConnectionId, call => call.Note(record => record with { CallbackUri = null }));
            throw;
        }
    }

    private async Task TurnAwayAsync(HttpContext context, string id, Action<PhoneCall> decision)
    {
        await OnceAsync(context, () => Task.FromResult(Decide(id, decision))).ConfigureAwait(false);
        context.Response.StatusCode = 204;
    }

    // A call that rings is decided once; the first decision counts.
    private CallRecord Decide(string id, Action<PhoneCall> decision)
    {
        CallRecord? decided = null;
        _network.With(id, call =>
        {
            if (call.Record.CallbackUri is not null)
                throw ServiceError.Conflict("The call was answered already.");
            decision(call);
            decided = call.Record;
        });
        return decided ?? throw ServiceError.CallNotFound();
    }

    private async Task<CallRecord> OnceAsync(HttpContext context, Func<Task<CallRecord>> action)
    {
        if (CallEndpoints.RepeatabilityId(context.Request) is not { } id)
            return await action().ConfigureAwait(false);
        var call = await _decided.DoAsync(id, action).ConfigureAwait(false);
        context.Response.Headers["Repeatability-Result"] = "accepted";
        return call;
    }

    private static string ReadContext(RequestBody body) =>
        OpaqueId.Read(body.RequiredText("incomingCallContext")) is (var call, ContextPart)
            ? call
            : throw ServiceError.InvalidArgument("incomingCallContext is not one that came with a call.");

    private void Announce(CallRecord call)
    {
        var (from, to) = (Identifiers.Write(call.From), Identifiers.Write(call.To));
        _grid.Publish(
            TimeSpan.Zero,
            "IncomingCall",
            $"/caller/{Identifiers.RawIdOf(call.From)}/recipient/{Identifiers.RawIdOf(call.To)}",
            new Chance(_seed, call.From, -call.Attempt),
            ContextPart,
            new
            {
                to,
                from,
                serverCallId = call.ServerCallId,
                callerDisplayName = "",
                customContext = new { sipHeaders = new { }, voipHeaders = new { } },
                incomingCallContext = OpaqueId.Write(call.CallConnectionId, ContextPart),
                correlationId = call.CorrelationId,
            });
    }
}
