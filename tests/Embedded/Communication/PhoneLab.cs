using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Communication;
using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>
/// The communication service on a port of its own, an application's callback address beside it, and a clock that moves
/// when it is told to.
/// </summary>
internal sealed class PhoneLab : IAsyncDisposable
{
    public const string Caller = "+441632960000";

    private static readonly DateTimeOffset Start = new(2025, 9, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();
    private ClientPauses _pauses = null!;

    private PhoneLab(WebApplication app, CommunicationService service, ManualClock clock, WorkTracker tracker)
    {
        _app = app;
        Service = service;
        Clock = clock;
        Tracker = tracker;
    }

    public CommunicationService Service { get; }

    public ManualClock Clock { get; }

    public WorkTracker Tracker { get; }

    public Uri Address { get; private set; } = null!;

    public Uri Callback => new(Address, "/callback");

    public string ConnectionString => CommunicationSettings.ConnectionString(Address.Port);

    public HttpClient Http { get; private set; } = null!;

    public CallAutomationClient Calls { get; private set; } = null!;

    /// <summary>What the callback address answers; asked for each delivery.</summary>
    public Func<Received, int> Answer { get; set; } = _ => 200;

    /// <summary>What arrived at the callback address, in that order.</summary>
    public IReadOnlyList<Received> Received => [.. _received];

    public IReadOnlyList<string> Kinds => [.. Received.Select(received => received.Kind)];

    public TimeSpan Elapsed => Clock.GetUtcNow() - Start;

    public static async Task<PhoneLab> OpenAsync(
        int seed = 1, bool emailDown = false, IRowStore? journal = null, DateTimeOffset? start = null)
    {
        var clock = new ManualClock(start ?? Start);
        var tracker = new WorkTracker();
        var settings = new CommunicationSettings { Seed = seed, EmailDown = emailDown };
        var service = new CommunicationService(settings, clock, tracker, journal, NullLoggerFactory.Instance);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var lab = new PhoneLab(app, service, clock, tracker);
        app.Map("/callback/{**rest}", lab.ReceiveAsync);
        app.MapFallback(service.HandleAsync);
        await app.StartAsync();

        lab.Address = new Uri(app.Urls.Single());
        lab._pauses = new ClientPauses(clock, tracker, lab.Address);
        lab.Http = new HttpClient { BaseAddress = lab.Address };
        lab.Calls = new CallAutomationClient(lab.ConnectionString);
        return lab;
    }

    public static CallInvite Invite(string number) =>
        new(new PhoneNumberIdentifier(number), new PhoneNumberIdentifier(Caller));

    public async Task<CallConnection> CallAsync(string number, string? operationContext = null)
    {
        var options = new CreateCallOptions(Invite(number), Callback)
        {
            OperationContext = operationContext,
            CallIntelligenceOptions = Speech,
        };
        return (await Calls.CreateCallAsync(options)).Value.CallConnection;
    }

    /// <summary>With what texts are read aloud and words understood.</summary>
    public static CallIntelligenceOptions Speech => new()
    {
        CognitiveServicesEndpoint = new Uri("https://speech.example"),
    };

    /// <summary>Calls a number that answers and waits until it has.</summary>
    public async Task<CallConnection> TalkAsync(string number)
    {
        var call = await CallAsync(number);
        await RunUntilAsync("CallConnected");
        return call;
    }

    /// <summary>Waits until nothing is under way at this moment.</summary>
    public Task SettleAsync() => Tracker.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Moves from one due moment to the next until nothing is due any more.</summary>
    public async Task RunAsync()
    {
        await SettleAsync();
        while (Clock.NextDue is { } due)
        {
            Clock.AdvanceTo(due);
            await SettleAsync();
        }
    }

    /// <summary>Moves until an event of this kind has arrived.</summary>
    public Task RunUntilAsync(string kind) => RunUntilAsync(received => received.Kind == kind, kind);

    /// <summary>Moves until such an event has arrived, which is returned.</summary>
    public async Task<Received> RunUntilAsync(Func<Received, bool> isIt, string what)
    {
        await SettleAsync();
        Received? found;
        while ((found = Received.FirstOrDefault(isIt)) is null)
        {
            Assert.True(Clock.NextDue is not null, $"No {what} arrived, only {string.Join(", ", Kinds)}.");
            Clock.AdvanceTo(Clock.NextDue!.Value);
            await SettleAsync();
        }

        return found;
    }

    public async Task AdvanceAsync(double seconds)
    {
        var target = Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        await SettleAsync();
        while (Clock.NextDue is { } due && due <= target)
        {
            Clock.AdvanceTo(due);
            await SettleAsync();
        }

        Clock.AdvanceTo(target);
    }

    public async Task ScriptAsync(string number, object person)
    {
        using var response = await Http.PutAsJsonAsync($"/simulator/numbers/{number}", person);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Asks the service in the name of someone with a token.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(
        HttpMethod method, string address, object? body = null)
    {
        using var request = new HttpRequestMessage(method, address)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "token") },
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var response = await Http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(answer.Length == 0 ? "null" : answer);
        return (response.StatusCode, json.RootElement.Clone());
    }

    public async Task SetFaultsAsync(object faults)
    {
        using var response = await Http.PutAsJsonAsync("/simulator/faults", faults);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public async Task<JsonElement[]> ListAsync(string what) =>
        (await Http.GetFromJsonAsync<JsonElement[]>($"/simulator/{what}"))!;

    public TEvent Single<TEvent>()
        where TEvent : CallAutomationEventBase =>
        Assert.Single(Received.Select(received => received.Event).OfType<TEvent>());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _pauses.Dispose();
        await Service.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await BinaryData.FromStreamAsync(context.Request.Body);
        var cloudEvent = Assert.Single(CloudEvent.ParseMany(body));
        var received = new Received(
            context.Request.Path,
            context.Request.Headers.Authorization.ToString(),
            cloudEvent,
            CallAutomationEventParser.Parse(cloudEvent)!,
            Elapsed,
            body.ToString());
        _received.Enqueue(received);
        context.Response.StatusCode = Answer(received);
    }
}

/// <summary>An event as it arrived, and when.</summary>
internal sealed record Received(
    string Path, string Authorization, CloudEvent CloudEvent, CallAutomationEventBase Event, TimeSpan At, string Body)
{
    public string Kind => CloudEvent.Type["Microsoft.Communication.".Length..];
}
