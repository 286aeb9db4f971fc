using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Switchboard.Http;

/// <summary>
/// Form bodies and query strings with Rack's bracket nesting: <c>a[b]=1</c> is an object, <c>a[]=1</c> an array,
/// <c>a[][x]=1</c> an array of objects, and a leading bracket is skipped (<c>[metadata][name]=x</c>). Every leaf is
/// a string, or null for a name without <c>=</c>. The rules are those of Rack's
/// <c>QueryParser#normalize_params</c>, oddities included, so that clients written for Rails read the same.
/// </summary>
public static class RackForm
{
    /// <summary>
    /// How deeply parameters may nest, in forms and in JSON. Rack stops at 100; this is less, because what is kept is
    /// stored as JSON and must stay readable inside an envelope for readers that stop at 64, as .NET's do by default.
    /// </summary>
    public const int MaxDepth = 50;

    /// <summary>How many parameters one form or query string may have.</summary>
    public const int MaxParameters = 4_096;

    /// <summary>Reads a query string, with or without its question mark.</summary>
    /// <exception cref="RequestRejectedException">400: malformed, contradictory, or too deep.</exception>
    public static JsonObject Parse(string query) => Parse(Encoding.UTF8.GetBytes(query.TrimStart('?')));

    /// <summary>Reads a body of type <c>application/x-www-form-urlencoded</c>.</summary>
    /// <exception cref="RequestRejectedException">400: malformed, contradictory, or too deep.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> form)
    {
        var nesting = new RackNesting();
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range].TrimStart((byte)' ');
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            var name = Unescape(equals < 0 ? pair : pair[..equals]);
            nesting.Add(name, equals < 0 ? null : Unescape(pair[(equals + 1)..]));
        }
        return nesting.Root;
    }

    /// <summary>The text of one escaped name or value.</summary>
    internal static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            bytes[length++] = escaped[i] switch
            {
                (byte)'+' => (byte)' ',
                (byte)'%' => Escape(escaped, ref i),
                var plain => plain,
            };
        }
        return Text(bytes.AsSpan(0, length));
    }

    /// <summary>The text of bytes that must be UTF-8.</summary>
    internal static string Text(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes)
        ? Encoding.UTF8.GetString(bytes)
        : throw RequestRejectedException.BadRequest("A parameter is not valid UTF-8.");

    private static byte Escape(ReadOnlySpan<byte> escaped, ref int at)
    {
        if (at + 2 >= escaped.Length
            || !char.IsAsciiHexDigit((char)escaped[at + 1])
            || !char.IsAsciiHexDigit((char)escaped[at + 2]))
            throw RequestRejectedException.BadRequest("A parameter has a malformed percent escape.");
        at += 2;
        return Convert.FromHexString([(char)escaped[at - 1], (char)escaped[at]])[0];
    }
}
