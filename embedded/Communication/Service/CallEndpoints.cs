using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>The calling part of the protocol: <c>/calling/callConnections</c>.</summary>
internal sealed class CallEndpoints
{
    private readonly TelephoneNetwork _network;
    private readonly FaultPanel _faults;
    private readonly CallJournal _journal;
    private readonly OnceOnly<CallRecord> _created = new();
    private readonly HashSet<Guid> _terminated = [];
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly int _seed;
    private readonly int _life;

    public CallEndpoints(TelephoneNetwork network, FaultPanel faults, int seed, int life, CallJournal journal)
    {
        _network = network;
        _faults = faults;
        _seed = seed;
        _life = life;
        _journal = journal;
    }

    public async Task CreateAsync(HttpContext context, RequestBody body)
    {
        var request = ReadCreate(body, RepeatabilityId(context.Request));
        var call = request.RepeatabilityRequestId is { } id
            ? await DialOnceAsync(id, request).ConfigureAwait(false)
            : await DialAsync(request).ConfigureAwait(false);
        await AnswerAsync(context, 201, CallJson.Created(call), request.RepeatabilityRequestId).ConfigureAwait(false);
    }

    public Task GetAsync(HttpContext context, string id) =>
        ServiceJson.WriteAsync(context, 200, CallJson.Current(Find(id), IsTransferring(id)));

    public void HangUp(HttpContext context, string id)
    {
        if (!_network.HangUp(id))
            throw ServiceError.CallNotFound();
        context.Response.StatusCode = 204;
    }

    public void Terminate(HttpContext context, string id)
    {
        if (RepeatabilityId(context.Request) is { } repeatability)
        {
            TerminateOnce(Guid.Parse(repeatability), id);
            context.Response.Headers["Repeatability-Result"] = "accepted";
        }
        else
        {
            Terminate(id);
        }

        context.Response.StatusCode = 204;
    }

    public void Play(HttpContext context, string id, RequestBody body) =>
        Begin(context, id, MediaRequests.ReadPlay(body, Find(id)));

    public void Recognize(HttpContext context, string id, RequestBody body) =>
        Begin(context, id, MediaRequests.ReadRecognize(body, Find(id)));

    public void CancelMedia(HttpContext context, string id)
    {
        if (!_network.With(id, call => call.Dialogue.Cancel()))
            throw ServiceError.CallNotFound();
        context.Response.StatusCode = 202;
    }

    public Task ListParticipantsAsync(HttpContext context, string id) =>
        ServiceJson.WriteAsync(context, 200, new { value = CallJson.Participants(Find(id)) });

    public Task GetParticipantAsync(HttpContext context, string id, string rawId) => ServiceJson.WriteAsync(
        context, 200, CallJson.FindParticipant(Find(id), rawId) ?? throw ServiceError.ParticipantNotFound());

    private void Begin(HttpContext context, string id, MediaRequest media)
    {
        var refusal = MediaRefusal.NotFound;
        _network.With(id, call => refusal = call.Dialogue.Begin(media));
        context.Response.StatusCode = refusal switch
        {
            MediaRefusal.None => 202,
            MediaRefusal.NotEstablished => throw ServiceError.CallNotEstablished(),
            MediaRefusal.NoSpeech => throw ServiceError.NoSpeech(),
            MediaRefusal.Busy => throw ServiceError.MediaBusy(),
            _ => throw ServiceError.CallNotFound(),
        };
    }

    // Only as long as it is being made: then the journal has it.
    private async Task<CallRecord> DialOnceAsync(string id, CallRequest request)
    {
        var call = await _created.DoAsync(
            id, () => _journal.Find(id) is { } made ? Task.FromResult(made) : DialAsync(request)).ConfigureAwait(false);
        if (_journal.Keeps)
            _created.Forget(id);
        return call;
    }

    private async Task<CallRecord> DialAsync(CallRequest request)
    {
        var asked = _requests.AddOrUpdate(request.To, 1, (_, count) => count + 1);
        var chance = new Chance(_seed, $"{request.To} {_life}", asked);
        if (chance.Happens(_faults.Current.CreateCallUnavailable, "unavailable"))
            throw ServiceError.Unavailable();

        // Kept before anyone is dialed: a request that is repeated after a crash must find that it was made.
        var call = _network.Place(request);
        try
        {
            await _journal.WriteAsync(call).ConfigureAwait(false);
        }
        catch
        {
            _network.Withdraw(call.CallConnectionId);
            throw;
        }

        var early = new Chance(_seed, call.To, call.Attempt).Happens(_faults.Current.EarlyEvents, "early");
        await _network.Dial(call.CallConnectionId, early).ConfigureAwait(false);
        return call;
    }

    private void TerminateOnce(Guid repeatability, string id)
    {
        lock (_terminated)
        {
            if (_terminated.Contains(repeatability))
                return;
            Terminate(id);
            _terminated.Add(repeatability);
        }
    }

    private void Terminate(string id)
    {
        if (!_network.HangUp(id))
            throw ServiceError.CallNotFound();
    }

    private bool IsTransferring(string id)
    {
        var transferring = false;
        _network.With(id, call => transferring = call.Transfer.IsUnderWay);
        return transferring;
    }

    private CallRecord Find(string id) => _network.Find(id) ?? throw ServiceError.CallNotFound();

    private static CallRequest ReadCreate(RequestBody body, string? repeatabilityId)
    {
        var targets = body.Objects("targets");
        if (targets.Count != 1)
            throw ServiceError.InvalidArgument("targets must hold one telephone: group calls are not served here.");
        var to = PhoneNumbers.Read(targets[0]);

        var from = body.Object("sourceCallerIdNumber")?.RequiredText("value")
            ?? throw ServiceError.InvalidArgument("sourceCallerIdNumber is required to call a telephone.");
        if (!PhoneNumbers.IsE164(from))
            throw ServiceError.InvalidArgument("sourceCallerIdNumber.value is not a number in E.164 format.");

        return new CallRequest(
            to,
            from,
            body.Text("sourceDisplayName"),
            MediaRequests.ReadCallback(body, "callbackUri")
                ?? throw ServiceError.InvalidArgument("callbackUri is required."),
            body.Text("operationContext"),
            repeatabilityId,
            HasSpeech(body));
    }

    /// <summary>Whether a call is set up with what reads aloud and understands words.</summary>
    public static bool HasSpeech(RequestBody body) =>
        body.Object("callIntelligenceOptions")?.Address("cognitiveServicesEndpoint") is not null;

    /// <summary>The id under which a request may be repeated, if it has one.</summary>
    public static string? RepeatabilityId(HttpRequest request)
    {
        var id = request.Headers["Repeatability-Request-ID"].ToString();
        if (id.Length == 0)
            return null;
        return Guid.TryParse(id, out _)
            ? id
            : throw ServiceError.InvalidArgument("Repeatability-Request-ID must be a UUID.");
    }

    private static Task AnswerAsync(HttpContext context, int status, object body, string? repeatabilityId)
    {
        if (repeatabilityId is not null)
            context.Response.Headers["Repeatability-Result"] = "accepted";
        return ServiceJson.WriteAsync(context, status, body);
    }
}
