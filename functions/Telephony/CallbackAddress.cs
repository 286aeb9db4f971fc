using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Telephony;

/// <summary>Where ACS sends the events of a call: an address that only we can make, because it is signed.</summary>
public sealed class CallbackAddress(TelephonyOptions options, SigningKey key)
{
    /// <summary>The route of the function that receives the events.</summary>
    public const string Route = "acs/calls/{call}";

    /// <summary>The query parameter that holds the signature.</summary>
    public const string SignatureParameter = "signature";

    /// <summary>The address for a call's events.</summary>
    /// <exception cref="InvalidOperationException">The setting PUBLIC_URL is missing.</exception>
    public async ValueTask<Uri> OfAsync(CallReference call, CancellationToken cancellation)
    {
        var root = options.PublicUrl ?? throw new InvalidOperationException("PUBLIC_URL is not set.");
        return new Uri(root, $"/acs/calls/{call}?{SignatureParameter}={await SignAsync(call, cancellation)}");
    }

    /// <summary>Whether a signature is the one for a call; compared in constant time.</summary>
    public async ValueTask<bool> IsGenuineAsync(CallReference call, string? signature, CancellationToken cancellation) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(await SignAsync(call, cancellation)), Encoding.UTF8.GetBytes(signature ?? ""));

    private async ValueTask<string> SignAsync(CallReference call, CancellationToken cancellation) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(
            await key.GetAsync(cancellation), Encoding.UTF8.GetBytes($"acs/calls/{call}")));
}
