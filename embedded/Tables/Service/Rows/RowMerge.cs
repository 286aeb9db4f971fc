using System.Buffers;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>A stored row with the properties of another put over its own.</summary>
internal static class RowMerge
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>The result lies in a buffer of this thread, until its next merge.</summary>
    public static RowOutcome Merge(
        ReadOnlySpan<byte> existing,
        ReadOnlySpan<byte> incoming,
        byte[] partitionKey,
        byte[] rowKey,
        out ReadOnlySpan<byte> merged)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        buffer.Write("{"u8);
        var size = RowSize.OfKeys(KeyBytes.Text(partitionKey).Length, KeyBytes.Text(rowKey).Length);
        var count = 0;
        var kept = new RowReader(existing);
        while (kept.Read())
        {
            if (!Has(incoming, kept.Name))
                Append(buffer, kept, ref count, ref size);
        }

        var added = new RowReader(incoming);
        while (added.Read())
            Append(buffer, added, ref count, ref size);

        buffer.Write("}"u8);
        merged = buffer.WrittenSpan;
        return count > RowSize.MostProperties ? RowOutcome.TooManyProperties
            : size > RowSize.MostBytes ? RowOutcome.TooLarge
            : RowOutcome.Done;
    }

    private static void Append(ArrayBufferWriter<byte> buffer, in RowReader property, ref int count, ref int size)
    {
        if (count++ > 0)
            buffer.Write(","u8);
        buffer.Write(property.Whole);
        size += property.Size();
    }

    private static bool Has(ReadOnlySpan<byte> properties, ReadOnlySpan<byte> name)
    {
        var reader = new RowReader(properties);
        while (reader.Read())
        {
            if (reader.Name.SequenceEqual(name))
                return true;
        }

        return false;
    }
}
