using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// Function keys: the master key of the setting <c>MASTER_KEY</c> opens everything; without it only anonymous functions
/// can be called. The Durable HTTP API has a key of its own, which addresses of instances carry and which opens nothing
/// else: it follows from the master key, or is made up for the life of the process.
/// </summary>
internal sealed class FunctionKeys(string? masterKey)
{
    private readonly byte[]? _master = string.IsNullOrEmpty(masterKey) ? null : Encoding.UTF8.GetBytes(masterKey);

    /// <summary>The key of the Durable HTTP API.</summary>
    public string Durable { get; } = Convert.ToHexStringLower(string.IsNullOrEmpty(masterKey)
        ? RandomNumberGenerator.GetBytes(32)
        : HMACSHA256.HashData(Encoding.UTF8.GetBytes(masterKey), "durabletask_extension"u8));

    public bool Admit(HttpRequest request, AuthorizationLevel level) =>
        level == AuthorizationLevel.Anonymous || IsMaster(request);

    /// <summary>Whether the request carries the master key.</summary>
    public bool IsMaster(HttpRequest request) => Carries(request, _master);

    /// <summary>Whether the request may use the Durable HTTP API.</summary>
    public bool OpensDurable(HttpRequest request) =>
        Carries(request, Encoding.UTF8.GetBytes(Durable)) || IsMaster(request);

    // The header wins over the query.
    private static bool Carries(HttpRequest request, byte[]? wanted)
    {
        if (wanted is null)
            return false;

        var key = request.Headers["x-functions-key"].ToString();
        if (key.Length == 0)
            key = request.Query["code"].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), wanted);
    }
}
