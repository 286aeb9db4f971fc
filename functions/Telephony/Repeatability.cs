using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    public static IDisposable For(PhoneCall call) => For(call, call.RepeatabilityRequestId);

    /// <summary>Marks the requests made until the result is disposed as those to bring somebody into <paramref name="call"/>.</summary>
    public static IDisposable ForInvitation(PhoneCall call)
    {
        // One invitation a call: its id follows from the call's.
        var seed = Encoding.ASCII.GetBytes($"{call.RepeatabilityRequestId} invitation");
        return For(call, new Guid(SHA256.HashData(seed).AsSpan(0, 16)));
    }

    private static IDisposable For(PhoneCall call, Guid request) => HttpPipeline.CreateHttpMessagePropertiesScope(
        new Dictionary<string, object?>
        {
            [RequestId] = request.ToString(),
            [FirstSent] = call.CreatedAt.ToString("R", CultureInfo.InvariantCulture),
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
