using System.Globalization;
using Azure.Core;

namespace Switchboard.Embedded.Communication.Pipeline;

/// <summary>
/// The headers by which the service knows a repeated request. One pair for each call of a method: the pipeline's own
/// retries share it, a second call of the method does not — unless a policy of the application writes its own pair.
/// </summary>
internal static class Repeatability
{
    public static HttpMessage WithRepeatability(this HttpMessage message)
    {
        message.Request.Headers.SetValue("Repeatability-Request-ID", Guid.NewGuid().ToString());
        message.Request.Headers.SetValue(
            "Repeatability-First-Sent", DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture));
        return message;
    }
}
