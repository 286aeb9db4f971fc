using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Checks that a request is signed with the access key. Its date is part of what is signed but is not compared with the
/// clock: simulated time is not the sender's. A bearer token is taken as it is: nobody here issues any.
/// </summary>
internal sealed class Authentication(string accessKey)
{
    private const string Scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

    private readonly byte[] _key = Convert.FromBase64String(accessKey);

    public void Check(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var request = context.Request;
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            if (authorization.AsSpan("Bearer".Length).IsWhiteSpace())
                throw ServiceError.TokenMissing();
            return;
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw ServiceError.HmacInvalid("the Authorization header is missing or not of the form " + Scheme + "….");

        var contentHash = Convert.ToBase64String(SHA256.HashData(body.Span));
        if (request.Headers["x-ms-content-sha256"] != contentHash)
            throw ServiceError.HmacInvalid("x-ms-content-sha256 is not the body's hash.");

        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var text = $"{request.Method}\n{target}\n{request.Headers["x-ms-date"]};{request.Host.Value};{contentHash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));
        var given = Encoding.UTF8.GetBytes(authorization[Scheme.Length..]);
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(signature)))
            throw ServiceError.HmacInvalid("the signature is wrong.");
    }
}
