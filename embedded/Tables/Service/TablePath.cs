namespace Switchboard.Embedded.Tables.Service;

internal enum TableResource
{
    Account,
    Tables,
    Table,
    Batch,
    Rows,
    Row,
}

/// <summary>What a path below the account names.</summary>
internal readonly record struct TablePath(TableResource Resource, string Name, string PartitionKey, string RowKey)
{
    /// <exception cref="TableFailureException">Nothing of this service.</exception>
    public static TablePath Parse(ReadOnlySpan<char> path)
    {
        var text = Unescape(path.Trim('/'));
        if (text.Length == 0)
            return new(TableResource.Account, "", "", "");
        if (text is "Tables" or "Tables()")
            return new(TableResource.Tables, "", "", "");
        if (text == "$batch")
            return new(TableResource.Batch, "", "", "");

        var parenthesis = text.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis < 0)
            return new(TableResource.Rows, Named(text), "", "");
        if (text[^1] != ')')
            throw TableFailure.InvalidUri.AsException();

        var name = text[..parenthesis];
        var arguments = text.AsSpan(parenthesis + 1, text.Length - parenthesis - 2);
        if (arguments.IsEmpty)
            return new(TableResource.Rows, Named(name), "", "");
        if (name == "Tables")
            return new(TableResource.Table, Quoted(ref arguments), "", "");

        string? partitionKey = null;
        string? rowKey = null;
        while (!arguments.IsEmpty)
        {
            if (arguments.StartsWith("PartitionKey=") && partitionKey is null)
                partitionKey = QuotedAfter("PartitionKey=", ref arguments);
            else if (arguments.StartsWith("RowKey=") && rowKey is null)
                rowKey = QuotedAfter("RowKey=", ref arguments);
            else
                throw TableFailure.InvalidInput.AsException();
            if (arguments.IsEmpty)
                break;
            if (arguments[0] != ',')
                throw TableFailure.InvalidInput.AsException();
            arguments = arguments[1..].TrimStart();
        }

        return partitionKey is not null && rowKey is not null
            ? new(TableResource.Row, Named(name), partitionKey, rowKey)
            : throw TableFailure.InvalidInput.AsException();
    }

    private static string Unescape(ReadOnlySpan<char> path) =>
        path.Contains('%') ? Uri.UnescapeDataString(path) : path.ToString();

    // Nothing else can be the name of a table: it need not be looked up.
    private static string Named(string name) =>
        name.StartsWith('$') || name.AsSpan().ContainsAny('/', '\\', '?') ? throw TableFailure.InvalidUri.AsException() : name;

    private static string QuotedAfter(string name, ref ReadOnlySpan<char> text)
    {
        text = text[name.Length..];
        return Quoted(ref text);
    }

    private static string Quoted(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '\'')
            throw TableFailure.InvalidInput.AsException();

        var doubled = false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] != '\'')
                continue;
            if (i + 1 < text.Length && text[i + 1] == '\'')
            {
                doubled = true;
                i++;
                continue;
            }

            var value = text[1..i].ToString();
            text = text[(i + 1)..];
            return doubled ? value.Replace("''", "'", StringComparison.Ordinal) : value;
        }

        throw TableFailure.InvalidInput.AsException();
    }
}
