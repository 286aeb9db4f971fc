using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Identity;

/// <summary>Tokens that say who somebody is (RFC 6750).</summary>
public static class BearerToken
{
    private const int Digits = 40;
    private const int MaxLength = 256;

    /// <summary>A new token: 160 random bits in hexadecimal digits.</summary>
    public static string Make() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    /// <summary>The token of an <c>Authorization</c> header; null where there is none, or where it is malformed.</summary>
    public static string? Read(string? authorization) =>
        AuthenticationHeaderValue.TryParse(authorization, out var header)
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            && header.Parameter is { Length: > 0 and <= MaxLength } token
                ? token
                : null;

    /// <summary>What is kept of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a token is the one that was hashed; compared in constant time.</summary>
    public static bool Matches(string token, string hash) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Hash(token)), Encoding.ASCII.GetBytes(hash));
}
