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
    private readonly EventGrid _grid;
    private readonly Lazy<Task> _end;
    private readonly ResourceRoutes _routes;
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
        _grid = new EventGrid(settings, _events, faults, clock, _logger);
        _end = new Lazy<Task>(EndAsync);
        var reports = new DeliveryReports(_grid, _network, settings.Seed, clock);
        var sms = new SmsEndpoints(reports, faults, clock, settings.Seed, journal);
        var emails = new EmailEndpoints(reports, faults, clock, settings.EmailDown, journal);
        _routes = new ResourceRoutes(
            new CallEndpoints(_network, faults, settings.Seed, life, calls),
            new IncomingCallEndpoints(_network, faults, settings.Seed, calls, _grid),
            new CallActions(_network),
            new RecordingEndpoints(_network),
            sms,
            emails);
        _simulator = new SimulatorEndpoints(_network, calls, faults, _grid, sms, emails);
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

    /// <summary>Ends what is under way; events not yet delivered are lost. All who end it wait for the same end.</summary>
    public ValueTask DisposeAsync() => new(_end.Value);

    private async Task EndAsync()
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

        var route = _routes.Find(context, path, body);
        _authentication.Check(context, body);
        ApiVersions.Check(context.Request);
        await route().ConfigureAwait(false);
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
