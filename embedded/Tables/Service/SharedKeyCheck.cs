using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Whether a request was signed with the account's key.</summary>
internal sealed class SharedKeyCheck(string account, string key)
{
    private readonly byte[] _key = Convert.FromBase64String(key);

    /// <summary>What is wrong with a request's authorization; null if nothing.</summary>
    public TableFailure? Refuses(TableRequest request)
    {
        if (request.Header("Authorization") is not { Length: > 0 } authorization)
            return TableFailure.NoAuthentication;

        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        var colon = authorization.LastIndexOf(':');
        if (space < 0 || colon < space)
            return TableFailure.AuthenticationFailed;

        var given = authorization[(colon + 1)..];
        if (authorization[(space + 1)..colon] != account)
            return TableFailure.AuthenticationFailed;
        if ((request.Header("x-ms-date") ?? request.Header("Date")) is not { } date)
            return TableFailure.AuthenticationFailed;

        var resource = SharedKeySignature.Resource(account, request.Path, request.Parameter("comp"));
        var expected = authorization.AsSpan(0, space) switch
        {
            "SharedKeyLite" => SharedKeySignature.Lite(_key, date, resource),
            "SharedKey" => SharedKeySignature.Full(
                _key, request.Method, request.Header("Content-MD5"), request.Header("Content-Type"), date, resource),
            _ => null,
        };
        return expected is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(given))
            ? null
            : TableFailure.AuthenticationFailed;
    }
}
