using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Telephony;

/// <summary>
/// Puts the repeatability id of an attempt on the request to dial, in place of the random one that the SDK makes for
/// every method call: the carrier dials once for one id, so that the request can be made again when nobody knows
/// whether it arrived.
/// </summary>
internal sealed class Repeatability : HttpPipelineSynchronousPolicy
{
    private const string RequestId = "Repeatability-Request-ID";
    private const string FirstSent = "Repeatability-First-Sent";

    /// <summary>Marks the requests made until the result is disposed as the request to dial for <paramref name="call"/>.</summary>
    public static IDisposable For(PhoneCall call) => HttpPipeline.CreateHttpMessagePropertiesScope(
        new Dictionary<string, object?>
        {
            [RequestId] = call.RepeatabilityRequestId.ToString(),
            [FirstSent] = call.CreatedAt.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        });

    public override void OnSendingRequest(HttpMessage message)
    {
        foreach (var header in (ReadOnlySpan<string>)[RequestId, FirstSent])
        {
            if (message.TryGetProperty(header, out var value))
                message.Request.Headers.SetValue(header, (string)value!);
        }
    }
}
