using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.PhoneNetwork;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Azure Communication Services' REST protocol, and the control API of the simulated phone network behind it. With a
/// store, what was asked of it outlives the process; calls under way do not.
/// </summary>
internal sealed class CommunicationService : IAsyncDisposable
{
    private const int LargestBody = 10 * 1024 * 1024;

    private readonly WorkTracker _tracker;
    private readonly ILogger _logger;
    private readonly Authentication _authentication;
    private readonly RequestFaults _faults;
    private readonly EventDelivery _events;
    private readonly TelephoneNetwork _network;
    private readonly CallEndpoints _calls;
    private readonly IncomingCallEndpoints _incoming;
    private readonly CallActions _actions;
    private readonly RecordingEndpoints _recordings;
    private readonly EventGrid _grid;
    private readonly SmsEndpoints _sms;
    private readonly EmailEndpoints _emails;
    private readonly SimulatorEndpoints _simulator;

    public CommunicationService(
        CommunicationSettings settings,
        TimeProvider clock,
        WorkTracker tracker,
        IRowStore? journal,
        ILoggerFactory loggers)
    {
        _tracker = tracker;
        _logger = loggers.CreateLogger<CommunicationService>();
        _authentication = new Authentication(settings.AccessKey);
        var faults = Faults = new FaultPanel(settings.Faults);
        var life = Life.Begin(journal, tracker, _logger);
        _faults = new RequestFaults(faults, settings.Seed, life, clock, tracker);
        _events = new EventDelivery(faults, clock, tracker, loggers.CreateLogger<EventDelivery>());
        var people = new Population(settings.People);
        _network = new TelephoneNetwork(settings.Seed, people, faults, clock, tracker, _events);
        var calls = new CallJournal(_network, tracker, journal, _logger);
        _calls = new CallEndpoints(_network, faults, settings.Seed, life, calls);
        _actions = new CallActions(_network);
        _recordings = new RecordingEndpoints(_network);
        _grid = new EventGrid(settings, _events, faults, clock, _logger);
        _incoming = new IncomingCallEndpoints(_network, faults, settings.Seed, calls, _grid);
        var reports = new DeliveryReports(_grid, _network, settings.Seed, clock);
        _sms = new SmsEndpoints(reports, faults, clock, settings.Seed, journal);
        _emails = new EmailEndpoints(reports, faults, clock, settings.EmailDown, journal);
        _simulator = new SimulatorEndpoints(_network, calls, faults, _grid, _sms, _emails);
    }

    /// <summary>What goes wrong.</summary>
    public FaultPanel Faults { get; }

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var answer = context.Response.Body;
        using var slow = new MemoryStream();
        Fate fate;
        Task<IDisposable>? waiting = null;
        var errand = context.Request.Headers[TrackedWork.ErrandHeader].ToString();
        using (var work = _tracker.Begin("communication request", errand))
        {
            work.Carry();
            fate = await ServeAsync(context, slow).ConfigureAwait(false);
            if (fate == Fate.Slow)
                waiting = _faults.WaitAsync(errand, context.RequestAborted);
        }

        if (fate is Fate.DroppedBefore or Fate.DroppedAfter)
        {
            context.Abort();
        }
        else if (waiting is not null)
        {
            context.Response.Body = answer;
            await AnswerSlowlyAsync(context, slow, waiting).ConfigureAwait(false);
        }
    }

    /// <summary>Ends what is under way; events not yet delivered are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        _network.Stop();
        await _events.DisposeAsync().ConfigureAwait(false);
        _grid.Dispose();
    }

    private async Task<Fate> ServeAsync(HttpContext context, Stream slow)
    {
        var fate = Fate.Served;
        try
        {
            var body = await ReadBodyAsync(context).ConfigureAwait(false);
            if (!context.Request.Path.StartsWithSegments("/simulator"))
                fate = _faults.Draw(context, body);
            if (fate == Fate.DroppedBefore)
                return fate;
            if (fate is Fate.Slow or Fate.DroppedAfter)
                context.Response.Body = slow;
            await RouteAsync(context, body).ConfigureAwait(false);
        }
        catch (ServiceError error)
        {
            await error.WriteAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            var refusal = new ServiceError(error.StatusCode, "BadRequest", error.Message);
            await refusal.WriteAsync(context).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            _logger.LogDebug("{Method} {Path} was given up.", context.Request.Method, context.Request.Path);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            _logger.LogError(failure, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            await ServiceError.Internal().WriteAsync(context).ConfigureAwait(false);
        }

        return fate;
    }

    private async Task AnswerSlowlyAsync(HttpContext context, MemoryStream answer, Task<IDisposable> waiting)
    {
        try
        {
            using (await waiting.ConfigureAwait(false))
            {
                answer.Position = 0;
                await answer.CopyToAsync(context.Response.Body).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            _logger.LogDebug("{Method} {Path} was given up.", context.Request.Method, context.Request.Path);
        }
    }

    private async Task RouteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is ["simulator", .. var rest])
        {
            await _simulator.HandleAsync(context, rest, body).ConfigureAwait(false);
            return;
        }

        var route = Route(context, path, body);
        _authentication.Check(context, body);
        ApiVersions.Check(context.Request);
        await route().ConfigureAwait(false);
    }

    private Func<Task> Route(HttpContext context, string[] path, ReadOnlyMemory<byte> body) =>
        (context.Request.Method, path) switch
        {
            ("POST", ["calling", "callConnections"]) => () => _calls.CreateAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections:answer"]) =>
                () => _incoming.AnswerAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections:redirect"]) =>
                () => _incoming.RedirectAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections:reject"]) =>
                () => _incoming.RejectAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections", var call]) when Action(call) is { } action =>
                CallAction(context, action.Id, action.Name, body),
            ("POST", ["calling", "callConnections", var id, var action]) =>
                ParticipantAction(context, id, action, body),
            ("POST", ["calling", "recordings"]) => () => _recordings.StartAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "recordings", var recording]) when Action(recording) is { } action =>
                action.Name switch
                {
                    "pause" => () => Done(() => _recordings.SetActive(context, action.Id, active: false)),
                    "resume" => () => Done(() => _recordings.SetActive(context, action.Id, active: true)),
                    _ => throw ServiceError.NotFound(),
                },
            ("GET", ["calling", "recordings", var id]) => () => _recordings.GetAsync(context, id),
            ("DELETE", ["calling", "recordings", var id]) => () => Done(() => _recordings.Stop(context, id)),
            ("GET", ["calling", "callConnections", var id]) => () => _calls.GetAsync(context, id),
            ("DELETE", ["calling", "callConnections", var id]) => () => Done(() => _calls.HangUp(context, id)),
            ("GET", ["calling", "callConnections", var id, "participants"]) =>
                () => _calls.ListParticipantsAsync(context, id),
            ("GET", ["calling", "callConnections", var id, "participants", var rawId]) =>
                () => _calls.GetParticipantAsync(context, id, rawId),
            ("GET", ["deliveryReports", var id]) => () => _sms.GetReportAsync(context, id),
            ("POST", ["sms", "optouts:add" or "optouts:remove" or "optouts:check"]) =>
                () => _sms.OptAsync(context, path[1]["optouts:".Length..], RequestBody.Parse(body)),
            ("POST", ["sms"]) => () => _sms.SendAsync(context, RequestBody.Parse(body)),
            ("POST", ["emails:send"]) => () => _emails.SendAsync(context, RequestBody.Parse(body)),
            ("GET", ["emails", "operations", var id]) => () => _emails.GetOperationAsync(context, id),
            (_, ["calling", "callConnections"] or ["calling", "recordings"] or ["sms"] or ["emails:send"]
                or ["calling", "callConnections:answer" or "callConnections:redirect" or "callConnections:reject"]
                or ["sms", "optouts:add" or "optouts:remove" or "optouts:check"]) =>
                throw ServiceError.MethodNotAllowed("POST"),
            (_, ["calling", "callConnections" or "recordings", var segment]) =>
                throw ServiceError.MethodNotAllowed(Action(segment) is null ? "DELETE, GET" : "POST"),
            (_, ["calling", "callConnections", _, "participants", ..] or ["emails", "operations", _]
                or ["deliveryReports", _]) =>
                throw ServiceError.MethodNotAllowed("GET"),
            _ => throw ServiceError.NotFound(),
        };

    private Func<Task> CallAction(HttpContext context, string id, string name, ReadOnlyMemory<byte> body) =>
        name switch
        {
            "terminate" => () => Done(() => _calls.Terminate(context, id)),
            "transferToParticipant" => () => _actions.TransferAsync(context, id, RequestBody.Parse(body)),
            "play" => () => Done(() => _calls.Play(context, id, RequestBody.Parse(body))),
            "recognize" => () => Done(() => _calls.Recognize(context, id, RequestBody.Parse(body))),
            "cancelAllMediaOperations" => () => Done(() => _calls.CancelMedia(context, id)),
            "sendDtmfTones" => () => _actions.SendTonesAsync(context, id, RequestBody.Parse(body)),
            "startContinuousDtmfRecognition" => () =>
                Done(() => _actions.WatchKeys(context, id, RequestBody.Parse(body), start: true)),
            "stopContinuousDtmfRecognition" => () =>
                Done(() => _actions.WatchKeys(context, id, RequestBody.Parse(body), start: false)),
            "hold" => () => Done(() => _actions.Hold(context, id, RequestBody.Parse(body), hold: true)),
            "unhold" => () => Done(() => _actions.Hold(context, id, RequestBody.Parse(body), hold: false)),
            _ => throw ServiceError.NotFound(),
        };

    private Func<Task> ParticipantAction(
        HttpContext context, string id, string name, ReadOnlyMemory<byte> body) =>
        name switch
        {
            "participants:add" => () => _actions.AddAsync(context, id, RequestBody.Parse(body)),
            "participants:remove" => () => _actions.RemoveAsync(context, id, RequestBody.Parse(body)),
            "participants:mute" => () => _actions.MuteAsync(context, id, RequestBody.Parse(body)),
            "participants:cancelAddParticipant" => () =>
                _actions.CancelAddAsync(context, id, RequestBody.Parse(body)),
            "participants" => throw ServiceError.MethodNotAllowed("GET"),
            _ => throw ServiceError.NotFound(),
        };

    private static (string Id, string Name)? Action(string segment) =>
        segment.LastIndexOf(':') is > 0 and var colon ? (segment[..colon], segment[(colon + 1)..]) : null;

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > LargestBody)
                throw ServiceError.TooLarge(LargestBody);
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
