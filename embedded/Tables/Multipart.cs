using System.Text;

namespace Switchboard.Embedded.Tables;

/// <summary>An HTTP message inside a multipart body: a request of a batch, or the answer to it.</summary>
internal readonly record struct HttpPart(
    string StartLine, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }

        return null;
    }
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
        var content = Headers(part, out var headers);
        var type = new HttpPart("", headers, default).Header("Content-Type") ?? "";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            Collect(content, parts, depth + 1);
            return;
        }

        if (!type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("A part is neither a change set nor an HTTP message.");
        var (startLine, lineEnd) = StartLine(ref content);
        var message = Headers(lineEnd < 0 ? default : content[(lineEnd + 1)..], out var messageHeaders);
        parts.Add(new HttpPart(startLine, messageHeaders, TrimEnd(message)));
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

    private static ReadOnlyMemory<byte> Headers(
        ReadOnlyMemory<byte> message, out List<KeyValuePair<string, string>> headers)
    {
        headers = [];
        while (true)
        {
            var end = message.Span.IndexOf((byte)'\n');
            var line = (end < 0 ? message : message[..end]).Span.TrimEnd((byte)'\r');
            message = end < 0 ? default : message[(end + 1)..];
            if (line.IsEmpty)
                return message;

            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
                throw new FormatException("A header has no name.");
            headers.Add(new(
                Encoding.UTF8.GetString(line[..colon]),
                Encoding.UTF8.GetString(line[(colon + 1)..]).Trim()));
        }
    }

    private static ReadOnlyMemory<byte> TrimStart(ReadOnlyMemory<byte> bytes) => bytes.TrimStart("\r\n"u8);

    private static ReadOnlyMemory<byte> TrimEnd(ReadOnlyMemory<byte> bytes) => bytes.TrimEnd("\r\n"u8);
}
