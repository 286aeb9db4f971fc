using Azure.Identity;

namespace Switchboard.Messaging;

/// <summary>What the service said to a request about a message.</summary>
/// <param name="Event">What happened to the message; null where it has to be tried again.</param>
/// <param name="Error">What was wrong.</param>
/// <param name="RetryAfter">When the service wants to be asked again.</param>
/// <param name="IsThrottled">Whether it takes nothing else either before then.</param>
/// <param name="ServiceId">Its own id of the message.</param>
public sealed record SendResult(
    MessageEvent? Event,
    string? Error = null,
    TimeSpan? RetryAfter = null,
    bool IsThrottled = false,
    string? ServiceId = null)
{
    private const int TooManyRequests = 429;

    /// <summary>What a refused or failed request means: most failures pass, some never will.</summary>
    public static SendResult From(Exception failed) => failed switch
    {
        RequestFailedException refused => From(refused.Status, Reason(refused), RetryAfterOf(refused.GetRawResponse())),
        AuthenticationFailedException unknown => new SendResult(null, FirstLine(unknown)),
        _ => new SendResult(null, "The service did not answer in time."),
    };

    /// <inheritdoc cref="From(Exception)"/>
    public static SendResult From(int status, string? error, TimeSpan? retryAfter = null) => status switch
    {
        TooManyRequests => new SendResult(null, error, retryAfter ?? TimeSpan.FromSeconds(30), IsThrottled: true),
        // Credentials, permissions and senders can be repaired while the message waits.
        400 or 413 or 422 => new SendResult(MessageEvent.Refused, error),
        _ => new SendResult(null, error, retryAfter),
    };

    /// <summary>The header Retry-After in seconds, as ACS writes it.</summary>
    public static TimeSpan? RetryAfterOf(Response? response) =>
        response is not null && response.Headers.TryGetValue("Retry-After", out var text)
            && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds >= 0
                ? TimeSpan.FromSeconds(seconds)
                : null;

    private static string Reason(RequestFailedException failed) =>
        $"{failed.Status} {failed.ErrorCode}: {FirstLine(failed)}";

    private static string FirstLine(Exception failed) => failed.Message.Split('\n', 2)[0].Trim();
}
