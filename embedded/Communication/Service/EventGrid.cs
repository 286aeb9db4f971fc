using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Event Grid's way of telling what is not an answer to a request: delivery reports, in the Event Grid schema, to one
/// subscriber. The subscriber proves first that it wants them, by the validation handshake; what it does not take is
/// sent again on Event Grid's schedule, as far as the first five tries of it.
/// </summary>
internal sealed class EventGrid(Uri? endpoint, EventDelivery delivery, TimeProvider clock, ILogger logger) : IDisposable
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

    private volatile Uri? _endpoint = endpoint;
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
    public void Publish(TimeSpan after, string type, string subject, Guid id, object data)
    {
        if (_endpoint is not { } subscriber)
            return;
        delivery.Later(after, async () =>
        {
            if (!await ValidateAsync(subscriber, CancellationToken.None).ConfigureAwait(false))
            {
                logger.LogWarning("{Uri} does not answer the handshake; {Type} is not sent to it.", subscriber, type);
                return;
            }

            var now = clock.GetUtcNow();
            var told = new[] { Describe(id, "Microsoft.Communication." + type, subject, data, now) };
            var body = JsonSerializer.SerializeToUtf8Bytes(told, ServiceJson.Wire);
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
            logger.LogWarning("{Uri} did not answer the handshake: {Failure}", subscriber, failure.Message);
            return false;
        }

        _validated = subscriber;
        return true;
    }

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
