using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>A request that is refused, as the service refuses it: <c>{"error":{"code","message"}}</c>.</summary>
internal sealed class ServiceError(int status, string code, string message, int? retryAfterSeconds = null)
    : Exception(message)
{
    // Numbered codes are the calling service's own; mail and text messages say it in a word.
    private const string InvalidArgumentCode = "8523";

    public static ServiceError CallNotFound() => new(404, "8522", "Call not found.");

    public static ServiceError ParticipantNotFound() =>
        new(404, "8522", "The participant is not in the call.");

    public static ServiceError RecordingNotFound() =>
        new(404, "8522", "The recording is over, or never was.");

    public static ServiceError Conflict(string message) =>
        new(409, "8519", message);

    public static ServiceError CallNotEstablished() =>
        new(400, "8501", "Action is invalid when call is not in Established state.");

    public static ServiceError MediaBusy() =>
        new(400, "8500", "Media operation is already active.");

    /// <summary>Nobody can read a text aloud, or understand words, in a call that was set up without.</summary>
    public static ServiceError NoSpeech() => new(
        405, "8522", "Request not allowed when Cognitive Service Configuration not set during call setup.");

    public static ServiceError InvalidArgument(string message) =>
        new(400, InvalidArgumentCode, "Invalid request: " + message);

    public static ServiceError HmacInvalid(string message) =>
        new(401, "7509", "HMAC validation failed: " + message);

    public static ServiceError TokenMissing() =>
        new(401, "7510", "The bearer token is empty.");

    public static ServiceError UnknownVersion(string? version) => version is null
        ? new(400, "ApiVersionUnspecified", "The query has no api-version.")
        : new(400, "UnsupportedApiVersion", $"The api-version '{version}' is not known here.");

    public static ServiceError NotFound() =>
        new(404, "NotFound", "There is nothing at this address.");

    public static ServiceError Unavailable() =>
        new(503, "ServiceUnavailable", "The service is unavailable at the moment.");

    /// <summary>503, to be tried again after a while.</summary>
    public static ServiceError UnavailableFor(int seconds) =>
        new(503, "ServiceUnavailable", "The service is unavailable at the moment.", seconds);

    /// <summary>429, to be tried again after a while.</summary>
    public static ServiceError Throttled(int seconds) =>
        new(429, "TooManyRequests", "There are too many requests.", seconds);

    /// <summary>405; the answer names the methods that there are.</summary>
    public static ServiceError MethodNotAllowed(string allowed) =>
        new(405, "MethodNotAllowed", "The method is not allowed at this address.") { Allowed = allowed };

    public static ServiceError TooLarge(int limit) =>
        new(413, "RequestEntityTooLarge", $"The body is larger than {limit} bytes.");

    public static ServiceError Internal() =>
        new(500, "InternalServerError", "The request could not be processed.");

    private string? Allowed { get; init; }

    public Task WriteAsync(HttpContext context)
    {
        if (Allowed is not null)
            context.Response.Headers.Allow = Allowed;
        if (retryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (status == 401)
            context.Response.Headers.WWWAuthenticate = "HMAC-SHA256, Bearer";
        var isCalling = context.Request.Path.StartsWithSegments("/calling");
        var shown = code == InvalidArgumentCode && !isCalling ? "BadRequest" : code;
        context.Response.Headers["x-ms-error-code"] = shown;
        return ServiceJson.WriteAsync(context, status, new { error = new { code = shown, message = Message } });
    }
}
