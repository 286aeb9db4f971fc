using System.Text.Json;
using Azure.Messaging;
using Switchboard.Http;

namespace Switchboard.Telephony;

/// <summary>Receives what ACS has to say about calls.</summary>
public sealed class CallEventFunctions(CallbackAddress callbacks, CallbackTokens tokens, CallEventHandler handler)
{
    // A batch of events is a few KB; what is larger does not come from ACS.
    private const int LargestBody = 1_048_576;

    /// <summary>
    /// <c>POST /acs/calls/{call}?signature=…</c>: an array of CloudEvents. 200 when all are dealt with; 403 without the
    /// right signature, 401 without a token of ACS where it is asked for; 400 for a body that is none of ACS's.
    /// </summary>
    [Function(nameof(ReceiveCallEvents))]
    public async Task<IResult> ReceiveCallEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = CallbackAddress.Route)] HttpRequest request,
        string call,
        CancellationToken cancellation)
    {
        if (CallReference.Parse(call) is not { } reference
            || !await callbacks.IsGenuineAsync(reference, request.Query[CallbackAddress.SignatureParameter], cancellation))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (!await tokens.AreGenuineAsync(request.Headers.Authorization, cancellation))
            return Results.Unauthorized();

        if (await ReadAsync(request, cancellation) is not { } events)
            return Results.BadRequest(new { message = "The body must be a JSON array of CloudEvents." });

        foreach (var happened in events)
            await handler.HandleAsync(reference, happened, cancellation);
        return Results.Ok();
    }

    private static async Task<CallAutomationEventBase[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = BinaryData.FromBytes(await RequestBody.ReadAsync(request, LargestBody, cancellation));
        try
        {
            // The SDK fails on events without data, which tell nothing; kinds that it does not know it parses as null.
            var events = CloudEvent.ParseMany(body).Where(happened => happened.Data is not null);
            return [.. CallAutomationEventParser.ParseMany([.. events]).OfType<CallAutomationEventBase>()];
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or ArgumentException
            or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
