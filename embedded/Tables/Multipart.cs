using System.Text;

namespace Switchboard.Embedded.Tables;

/// <summary>An HTTP message inside a multipart body: a request of a batch, or the answer to it.</summary>
/// <param name="StartLine">Its first line.</param>
/// <param name="Head">The lines of its headers. They stay bytes, because of most nobody wants to know anything.</param>
/// <param name="Body">What follows.</param>
internal readonly record struct HttpPart(string StartLine, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>The headers, in order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers
    {
        get
        {
            for (var rest = Head; !rest.IsEmpty;)
            {
                var line = NextLine(ref rest);
                var colon = line.Span.IndexOf((byte)':');
                yield return new(Encoding.UTF8.GetString(line.Span[..colon]), Value(line.Span, colon));
            }
        }
    }

    public string? Header(string name)
    {
        for (var rest = Head; !rest.IsEmpty;)
        {
            var line = NextLine(ref rest).Span;
            var colon = line.IndexOf((byte)':');
            if (colon == name.Length && Ascii.EqualsIgnoreCase(line[..colon], name))
                return Value(line, colon);
        }

        return null;
    }

    private static ReadOnlyMemory<byte> NextLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }

    private static string Value(ReadOnlySpan<byte> line, int colon) =>
        Encoding.UTF8.GetString(line[(colon + 1)..]).Trim();
}

/// <summary>The multipart bodies of batches: a change set of HTTP messages within a batch, or one query in it.</summary>
internal static class Multipart
{
    /// <summary>The HTTP messages in <paramref name="body"/>, in order, in a change set or directly in the batch.</summary>
    /// <exception cref="FormatException">It is no such body.</exception>
    public static List<HttpPart> HttpParts(ReadOnlyMemory<byte> body)
    {
        var parts = new List<HttpPart>();
        Collect(body, parts, 0);
        return parts;
    }

    private static void Collect(ReadOnlyMemory<byte> body, List<HttpPart> parts, int depth)
    {
        if (depth > 1)
            throw new FormatException("A change set cannot contain another.");

        var start = body.Span.IndexOf("--"u8);
        if (start < 0)
            throw new FormatException("There is no boundary.");
        body = body[start..];
        var lineEnd = body.Span.IndexOf((byte)'\n');
        if (lineEnd < 0)
            throw new FormatException("The boundary is alone.");

        var boundary = body[..lineEnd].Span.TrimEnd("\r -"u8).ToArray();
        while (true)
        {
            // At a boundary: past it, unless it is the closing one.
            var rest = body[boundary.Length..];
            if (rest.Span.StartsWith("--"u8))
                return;
            var afterLine = rest.Span.IndexOf((byte)'\n');
            if (afterLine < 0)
                throw new FormatException("The body ends within a part.");
            rest = rest[(afterLine + 1)..];
            var end = NextBoundary(rest.Span, boundary);
            if (end < 0)
                throw new FormatException("The closing boundary is missing.");
            Part(rest[..end], parts, depth);
            body = rest[end..];
        }
    }

    // A boundary stands at the beginning of a line.
    private static int NextBoundary(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary)
    {
        var from = 0;
        while (true)
        {
            var at = body[from..].IndexOf(boundary);
            if (at < 0)
                return -1;
            at += from;
            if (at == 0 || body[at - 1] == (byte)'\n')
                return at;
            from = at + 1;
        }
    }

    private static void Part(ReadOnlyMemory<byte> part, List<HttpPart> parts, int depth)
    {
        var content = AfterHead(part, out var head);
        var type = new HttpPart("", head, default).Header("Content-Type") ?? "";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            Collect(content, parts, depth + 1);
            return;
        }

        if (!type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("A part is neither a change set nor an HTTP message.");
        var (startLine, lineEnd) = StartLine(ref content);
        var message = AfterHead(lineEnd < 0 ? default : content[(lineEnd + 1)..], out var messageHead);
        parts.Add(new HttpPart(startLine, messageHead, TrimEnd(message)));
    }

    // The first line of several words: where it refuses a batch as a whole, Azurite repeats the boundary before it.
    private static (string Line, int End) StartLine(ref ReadOnlyMemory<byte> content)
    {
        while (true)
        {
            content = TrimStart(content);
            var end = content.Span.IndexOf((byte)'\n');
            var line = (end < 0 ? content : content[..end]).Span.TrimEnd((byte)'\r');
            if (end < 0 || line.Contains((byte)' '))
                return (Encoding.UTF8.GetString(line), end);
            content = content[(end + 1)..];
        }
    }

    // What follows the headers and the empty line after them.
    private static ReadOnlyMemory<byte> AfterHead(ReadOnlyMemory<byte> message, out ReadOnlyMemory<byte> head)
    {
        var bytes = message.Span;
        for (var at = 0; ;)
        {
            var length = bytes[at..].IndexOf((byte)'\n');
            var line = (length < 0 ? bytes[at..] : bytes.Slice(at, length)).TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                head = message[..at];
                return length < 0 ? default : message[(at + length + 1)..];
            }

            if (line.IndexOf((byte)':') <= 0)
                throw new FormatException("A header has no name.");
            if (length < 0)
            {
                head = message;
                return default;
            }

            at += length + 1;
        }
    }

    private static ReadOnlyMemory<byte> TrimStart(ReadOnlyMemory<byte> bytes) => bytes.TrimStart("\r\n"u8);

    private static ReadOnlyMemory<byte> TrimEnd(ReadOnlyMemory<byte> bytes) => bytes.TrimEnd("\r\n"u8);
}
