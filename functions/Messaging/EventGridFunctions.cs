using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Identity;

namespace Switchboard.Messaging;

/// <summary>
/// Receives what Event Grid has to say about messages, in its own schema or as CloudEvents, after the handshake of either.
/// Where everybody is an administrator, everybody may report; otherwise who knows <c>EVENT_GRID_KEY</c>: it comes in the
/// header <c>X-Event-Grid-Key</c>, or behind <c>?key=</c>, which logs of requests show. The handshakes tell nothing and
/// change nothing, so they need no key: Event Grid does not promise its headers there.
/// </summary>
public sealed class EventGridFunctions(
    Messages messages, MessagingOptions options, AdministratorCredential administrator, TimeProvider clock)
{
    private const int LargestBody = 1_048_576;
    private const string KeyHeader = "X-Event-Grid-Key";
    private const string Validation = "Microsoft.EventGrid.SubscriptionValidationEvent";

    /// <summary>
    /// <c>POST /acs/events</c>, an event or an array of events: 200 when all are dealt with; 401 without the key; 400 for
    /// what is no JSON.
    /// </summary>
    [Function(nameof(ReceiveEvents))]
    public async Task<IResult> ReceiveEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "acs/events")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (RefuseAll() is { } closed)
            return closed;
        var events = await ReadAsync(request, cancellation);
        if (events is [var first] && TypeOf(first) == Validation && first.Object("data")?.Text("validationCode") is { } code)
            return Results.Json(new { validationResponse = code });
        if (Refuse(request) is { } refusal)
            return refusal;

        foreach (var happened in events)
        {
            if (TypeOf(happened) is { } type && happened.Object("data") is { } data
                && DeliveryReport.Read(type, data, clock.GetUtcNow()) is { } report)
            {
                await RecordAsync(report, cancellation);
            }
        }

        return Results.Ok();
    }

    /// <summary><c>OPTIONS /acs/events</c>: the handshake of CloudEvents (their HTTP webhook specification, section 4).</summary>
    [Function(nameof(AllowEvents))]
    public IResult AllowEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "acs/events")] HttpRequest request)
    {
        if (RefuseAll() is { } closed)
            return closed;
        var response = request.HttpContext.Response.Headers;
        response.Allow = "POST, OPTIONS";
        if (request.Headers["WebHook-Request-Origin"].ToString() is { Length: > 0 and <= 256 } origin)
        {
            response["WebHook-Allowed-Origin"] = origin;
            response["WebHook-Allowed-Rate"] = "*";
        }

        return Results.Ok();
    }

    private static string? TypeOf(JsonObject happened) => happened.Text("eventType") ?? happened.Text("type");

    private static async Task<IReadOnlyList<JsonObject>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync(request, LargestBody, cancellation);
        // Our reader takes objects alone.
        var events = JsonBody.Parse([.. "{\"events\":"u8, .. body.Span, .. "}"u8])["events"];
        return [.. events is JsonArray several ? several.OfType<JsonObject>() : new[] { events }.OfType<JsonObject>()];
    }

    private async Task RecordAsync(DeliveryReport report, CancellationToken cancellation)
    {
        // Event Grid tells of everything that goes through the resource, also of what somebody else sent.
        if (await messages.FindAsync(report.Operation, cancellation) is { } message)
            await messages.ReportAsync(message.Id, report.Recipient, report.Delivery, cancellation);
    }

    private IResult? RefuseAll() => options.EventGridKey is null && !administrator.IsOpen
        ? ApiResults.Problem(StatusCodes.Status503ServiceUnavailable, "EVENT_GRID_KEY is not set.")
        : null;

    private IResult? Refuse(HttpRequest request)
    {
        if (options.EventGridKey is not { } key)
            return null;
        var shown = request.Headers.TryGetValue(KeyHeader, out var header) ? header : request.Query["key"];
        return CryptographicOperations.FixedTimeEquals(Digest(key), Digest(shown.ToString()))
            ? null
            : ApiResults.Problem(StatusCodes.Status401Unauthorized, "The key is missing or wrong.");
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
