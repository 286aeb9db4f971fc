using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// Function keys: the embedded cloud has one, the master key of the setting <c>MASTER_KEY</c>, which opens everything.
/// Without it only anonymous functions can be called.
/// </summary>
internal sealed class FunctionKeys(string? masterKey)
{
    private readonly byte[]? _master = string.IsNullOrEmpty(masterKey) ? null : Encoding.UTF8.GetBytes(masterKey);

    public bool Admit(HttpRequest request, AuthorizationLevel level) =>
        level == AuthorizationLevel.Anonymous || IsMaster(request);

    /// <summary>Whether the request carries the master key; the header wins over the query.</summary>
    public bool IsMaster(HttpRequest request)
    {
        if (_master is null)
            return false;

        var key = request.Headers["x-functions-key"].ToString();
        if (key.Length == 0)
            key = request.Query["code"].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _master);
    }
}
