using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Event Grid's way of telling what is not an answer to a request: delivery reports and calls that come in, in the Event
/// Grid schema, to one subscriber. The subscriber proves first that it wants them, by the validation handshake; what it
/// does not take is sent again on Event Grid's schedule, as far as the first five tries of it. Events may come twice,
/// late and out of order as those of calls may, but none is lost.
/// </summary>
internal sealed class EventGrid(
    CommunicationSettings settings, EventDelivery delivery, FaultPanel panel, TimeProvider clock, ILogger logger)
    : IDisposable
{
    private const string Topic = "/subscriptions/embedded/resourceGroups/embedded/providers/"
        + "Microsoft.Communication/CommunicationServices/embedded";

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
    ];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        // Not simulated time: it guards against a subscriber that never answers.
        Timeout = TimeSpan.FromSeconds(30),
    };

    private volatile Uri? _endpoint = settings.EventGridEndpoint ?? settings.AssumedSubscriber;
    private volatile Uri? _validated;

    /// <summary>Who is told; null for nobody.</summary>
    public Uri? Endpoint => _endpoint;

    /// <summary>Makes an address the subscriber, if it answers the handshake; null ends the subscription.</summary>
    /// <returns>Whether it is told from now on.</returns>
    public async Task<bool> SubscribeAsync(Uri? subscriber, CancellationToken cancellationToken)
    {
        if (subscriber is not null && !await ValidateAsync(subscriber, cancellationToken).ConfigureAwait(false))
            return false;
        _endpoint = subscriber;
        return true;
    }

    /// <summary>Tells the subscriber, after a while.</summary>
    /// <param name="after">How long after.</param>
    /// <param name="type">What happened, such as <c>IncomingCall</c>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="chance">The draws that make the event's id and what goes wrong with it.</param>
    /// <param name="name">What tells the event from others of the same chance.</param>
    /// <param name="data">All about it.</param>
    public void Publish(TimeSpan after, string type, string subject, Chance chance, string name, object data)
    {
        if (_endpoint is not { } subscriber)
            return;
        var mishap = EventMishap.Draw(panel.Current, chance, name);
        delivery.Later(after + mishap.Delay, async () =>
        {
            if (!await ValidateAsync(subscriber, CancellationToken.None).ConfigureAwait(false))
            {
                logger.Log(Severity(subscriber), "{Uri} does not want {Type}: no handshake.", subscriber, type);
                return;
            }

            var now = clock.GetUtcNow();
            var told = new[] { Describe(chance.Id(name), "Microsoft.Communication." + type, subject, data, now) };
            var body = JsonSerializer.SerializeToUtf8Bytes(told, ServiceJson.Wire);
            for (var copy = 0; copy < mishap.Copies; copy++)
                await delivery.SendAsync(subscriber, body, type, "Notification", Waits).ConfigureAwait(false);
        });
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> ValidateAsync(Uri subscriber, CancellationToken cancellationToken)
    {
        if (subscriber == _validated)
            return true;
        var code = Guid.NewGuid().ToString();
        var question = Describe(
            Guid.NewGuid(),
            "Microsoft.EventGrid.SubscriptionValidationEvent",
            "",
            new { validationCode = code },
            clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, subscriber)
        {
            Content = JsonContent.Create(new[] { question }),
            Headers = { { "aeg-event-type", "SubscriptionValidation" } },
        };
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != System.Net.HttpStatusCode.OK)
                return false;
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("validationResponse", out var echo)
                || !echo.ValueEquals(code))
            {
                return false;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException)
        {
            logger.Log(Severity(subscriber), "{Uri} did not answer the handshake: {Failure}", subscriber, failure.Message);
            return false;
        }

        _validated = subscriber;
        return true;
    }

    // Nobody said that the application wants events.
    private LogLevel Severity(Uri subscriber) =>
        subscriber == settings.AssumedSubscriber ? LogLevel.Debug : LogLevel.Warning;

    private static object Describe(Guid id, string type, string subject, object data, DateTimeOffset at) => new
    {
        id,
        topic = Topic,
        subject,
        data,
        eventType = type,
        dataVersion = "1.0",
        metadataVersion = "1",
        eventTime = at.ToString("O"),
    };
}
