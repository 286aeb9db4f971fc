using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Embedded.Tables;

/// <summary>The signatures of the Table service's two shared key schemes.</summary>
internal static class SharedKeySignature
{
    /// <summary><c>SharedKeyLite</c>: the date and the resource.</summary>
    public static string Lite(byte[] key, string date, string resource) => Sign(key, $"{date}\n{resource}");

    /// <summary><c>SharedKey</c>: also the verb and what is said about the body.</summary>
    public static string Full(
        byte[] key, string verb, string? contentMd5, string? contentType, string date, string resource) =>
        Sign(key, $"{verb}\n{contentMd5}\n{contentType}\n{date}\n{resource}");

    /// <summary>The canonical form of what is asked for; of the query only <c>comp</c> counts.</summary>
    public static string Resource(string account, string path, string? comp) =>
        comp is null ? $"/{account}{path}" : $"/{account}{path}?comp={comp}";

    private static string Sign(byte[] key, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var bytes = Encoding.UTF8.GetBytes(text);
        HMACSHA256.HashData(key, bytes, hash);
        return Convert.ToBase64String(hash);
    }
}
