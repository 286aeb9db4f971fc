using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Whom Event Grid tells, on a port of its own.</summary>
internal sealed class EventSubscriber : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Type, JsonElement Event)> _received = new();
    private readonly WebApplication _server;
    private int _refusals;

    private EventSubscriber(WebApplication server) => _server = server;

    /// <summary>Whether it answers the validation handshake.</summary>
    public bool ShakesHands { get; set; } = true;

    /// <summary>How many of the next events it does not take.</summary>
    public int Refusals
    {
        set => _refusals = value;
    }

    /// <summary>Everything that arrived: as what, and the event.</summary>
    public IReadOnlyCollection<(string Type, JsonElement Event)> Received => _received;

    public Uri Address => new(new Uri(_server.Urls.Single()), "/events");

    public static async Task<EventSubscriber> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var subscriber = new EventSubscriber(server);
        server.MapPost("/events", subscriber.ReceiveAsync);
        await server.StartAsync();
        return subscriber;
    }

    public async Task SubscribeAsync(PhoneLab lab, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await lab.Http.PutAsJsonAsync("/simulator/eventgrid", new { endpoint = Address });
        Assert.Equal(expected, response.StatusCode);
    }

    /// <summary>The events of a type, such as <c>IncomingCall</c>: what they say, in an order of its own.</summary>
    public List<JsonElement> Told(string type) =>
    [
        .. Events(type)
            .Select(told => told.GetProperty("data"))
            .OrderBy(data => data.GetRawText(), StringComparer.Ordinal),
    ];

    /// <summary>The events of a type, whole, in the order in which they arrived.</summary>
    public IEnumerable<JsonElement> Events(string type) => _received
        .Where(told => told.Type == "Notification")
        .Select(told => told.Event)
        .Where(told => told.GetProperty("eventType").GetString() == "Microsoft.Communication." + type);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        var events = await request.ReadFromJsonAsync<JsonElement[]>();
        var told = Assert.Single(events!);
        var type = request.Headers["aeg-event-type"].ToString();
        _received.Enqueue((type, told));
        if (type == "SubscriptionValidation" && ShakesHands)
        {
            var code = told.GetProperty("data").GetProperty("validationCode").GetString();
            return Results.Ok(new { validationResponse = code });
        }

        return Interlocked.Decrement(ref _refusals) >= 0 ? Results.StatusCode(503) : Results.Ok();
    }
}
