using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>How much an answer says besides the values.</summary>
internal enum Metadata
{
    None,
    Minimal,
    Full,
}

/// <summary>Rows as JSON: which properties, and how much about them.</summary>
internal sealed class RowFormat
{
    private readonly Metadata _metadata;
    private readonly string _root;
    private readonly byte[][]? _select;

    private RowFormat(Metadata metadata, string root, byte[][]? select) =>
        (_metadata, _root, _select) = (metadata, root, select);

    public string ContentType => _metadata switch
    {
        Metadata.None => "application/json;odata=nometadata;streaming=true;charset=utf-8",
        Metadata.Minimal => "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
        _ => "application/json;odata=fullmetadata;streaming=true;charset=utf-8",
    };

    public bool SaysMetadata => _metadata != Metadata.None;

    /// <summary>The format a request asks for, by <c>$format</c> or Accept.</summary>
    /// <exception cref="TableFailureException">This service does not speak it.</exception>
    public static RowFormat Of(TableRequest request, string root)
    {
        var select = request.Parameter("$select");
        return new(
            MetadataOf(request.Parameter("$format") ?? request.Header("Accept")),
            root,
            string.IsNullOrWhiteSpace(select) || select == "*"
                ? null
                : [.. select.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0)
                    .Select(Encoding.UTF8.GetBytes)]);
    }

    private static Metadata MetadataOf(string? format)
    {
        if (format is null or "" or "*/*" or "application/json;odata=minimalmetadata" or "application/json")
            return Metadata.Minimal;
        if (format.Contains("odata=nometadata", StringComparison.OrdinalIgnoreCase))
            return Metadata.None;
        if (format.Contains("odata=fullmetadata", StringComparison.OrdinalIgnoreCase))
            return Metadata.Full;
        if (format.Contains("odata=verbose", StringComparison.OrdinalIgnoreCase))
            throw TableFailure.JsonVerboseFormatNotSupported.AsException();
        if (format.Contains("application/json", StringComparison.OrdinalIgnoreCase)
            || format.Contains("*/*", StringComparison.Ordinal))
        {
            return Metadata.Minimal;
        }

        throw (format.Contains("atom", StringComparison.OrdinalIgnoreCase)
            ? TableFailure.AtomFormatNotSupported
            : TableFailure.MediaTypeNotSupported).AsException();
    }

    /// <summary>The start of an object, with where its metadata are if they are wanted.</summary>
    public void Open(ArrayBufferWriter<byte> output, string what)
    {
        output.Write("{"u8);
        if (SaysMetadata)
            Text(output, $"\"odata.metadata\":\"{_root}/$metadata#{what}\",");
    }

    /// <summary>A row's members, the object around them excepted.</summary>
    public void Write(ArrayBufferWriter<byte> output, string table, in RowView row)
    {
        var first = output.WrittenCount;
        if (SaysMetadata)
            Text(output, $"\"odata.etag\":{Quoted(RowVersion.ETag(row.Version))},");
        if (_metadata == Metadata.Full)
            WriteLinks(output, table, row);
        if (Selects("PartitionKey"u8))
            Text(output, $"\"PartitionKey\":{Quoted(KeyBytes.Text(row.PartitionKey))},");
        if (Selects("RowKey"u8))
            Text(output, $"\"RowKey\":{Quoted(KeyBytes.Text(row.RowKey))},");
        if (Selects("Timestamp"u8))
            WriteTimestamp(output, row.Version);

        if (_select is null && _metadata == Metadata.Minimal)
            WriteAll(output, row.Properties, first);
        else
            WriteSome(output, row.Properties, first);
    }

    public static void Text(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);

    public static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private bool Selects(ReadOnlySpan<byte> name)
    {
        if (_select is null)
            return true;
        foreach (var selected in _select)
        {
            if (name.SequenceEqual(selected))
                return true;
        }

        return false;
    }

    private void WriteLinks(ArrayBufferWriter<byte> output, string table, in RowView row)
    {
        var partitionKey = Escaped(KeyBytes.Text(row.PartitionKey));
        var rowKey = Escaped(KeyBytes.Text(row.RowKey));
        var link = $"{table}(PartitionKey='{partitionKey}',RowKey='{rowKey}')";
        var account = _root[(_root.LastIndexOf('/') + 1)..];
        Text(output, $"\"odata.type\":\"{account}.{table}\",\"odata.id\":\"{_root}/{link}\",");
        Text(output, $"\"odata.editLink\":\"{link}\",");

        static string Escaped(string key) =>
            Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
    }

    private void WriteTimestamp(ArrayBufferWriter<byte> output, long version)
    {
        if (_metadata == Metadata.Full)
            output.Write("\"Timestamp@odata.type\":\"Edm.DateTime\","u8);
        Text(output, $"\"Timestamp\":\"{EdmMoment.Format(version)}\",");
    }

    // As they are stored, or without a trailing comma if there are none.
    private static void WriteAll(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> properties, int first)
    {
        if (properties.Length > 2)
            output.Write(properties[1..^1]);
        else
            DropComma(output, first);
    }

    private void WriteSome(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> properties, int first)
    {
        Span<bool> found = stackalloc bool[Math.Min(_select?.Length ?? 0, 256)];
        var reader = new RowReader(properties);
        while (reader.Read())
        {
            if (!Selects(reader.Name))
                continue;
            for (var i = 0; i < found.Length; i++)
                found[i] |= reader.Name.SequenceEqual(_select![i]);
            output.Write(_metadata == Metadata.None ? Bare(reader) : reader.Whole);
            output.Write(","u8);
        }

        // What is asked for and is not there is null.
        for (var i = 0; i < found.Length; i++)
        {
            if (!found[i] && Encoding.UTF8.GetString(_select![i]) is var name
                && name is not ("PartitionKey" or "RowKey" or "Timestamp"))
            {
                Text(output, $"{Quoted(name)}:null,");
            }
        }

        DropComma(output, first);
    }

    // The property without its annotation.
    private static ReadOnlySpan<byte> Bare(in RowReader property)
    {
        var length = property.Name.Length + 3 + property.Raw.Length;
        return property.Whole.Length > length ? property.Whole[^length..] : property.Whole;
    }

    private static void DropComma(ArrayBufferWriter<byte> output, int first)
    {
        var written = output.WrittenSpan;
        if (written.Length == first || written[^1] != (byte)',')
            return;

        // The writer cannot go back one byte: a space is as good in JSON.
        System.Runtime.InteropServices.MemoryMarshal.AsMemory(output.WrittenMemory).Span[^1] = (byte)' ';
    }
}
