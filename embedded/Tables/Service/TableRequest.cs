namespace Switchboard.Embedded.Tables.Service;

/// <summary>A request of the Table protocol, wherever it comes from.</summary>
internal abstract class TableRequest
{
    public abstract string Method { get; }

    /// <summary>The path with its escapes, the account in front.</summary>
    public abstract string Path { get; }

    /// <summary>What follows the question mark, with its escapes; may be empty.</summary>
    public abstract string Query { get; }

    public abstract ReadOnlyMemory<byte> Body { get; }

    /// <summary>A header; null if there is none.</summary>
    public abstract string? Header(string name);

    /// <summary>A parameter of the query without its escapes; null if there is none.</summary>
    public string? Parameter(string name)
    {
        var query = Query.AsSpan();
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var part = end < 0 ? query : query[..end];
            query = end < 0 ? [] : query[(end + 1)..];
            var equals = part.IndexOf('=');
            if (equals <= 0)
                continue;
            if (part[..equals].SequenceEqual(name)
                || (part[..equals].Contains('%') && Uri.UnescapeDataString(part[..equals]).AsSpan().SequenceEqual(name)))
            {
                var value = part[(equals + 1)..];
                return value.ContainsAny('%', '+') ? Unescaped(value) : value.ToString();
            }
        }

        return null;
    }

    // In a query a plus is a space; a real one comes as %2B.
    private static string Unescaped(ReadOnlySpan<char> value) =>
        Uri.UnescapeDataString(value.ToString().Replace('+', ' '));
}
