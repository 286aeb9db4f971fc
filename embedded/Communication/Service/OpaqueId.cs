using System.Buffers.Text;
using System.Text;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Ids that say to the service, and to nobody else, which part of which call they are of.</summary>
internal static class OpaqueId
{
    public static string Write(string call, string part) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{call} {part}"));

    /// <summary>The call and its part, or null for what was never given out.</summary>
    public static (string Call, string Part)? Read(string id)
    {
        var bytes = new byte[id.Length];
        return Base64Url.IsValid(id)
            && Base64Url.TryDecodeFromChars(id, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(' ') is [var call, var part]
            ? (call, part)
            : null;
    }
}
