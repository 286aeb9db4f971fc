using System.Buffers;

namespace Switchboard.Callouts;

/// <summary>Reads lines of which none is kept that is longer than a limit: of those it is only said that they were.</summary>
internal sealed class BoundedLines(Stream body, int longest)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _end;

    /// <summary>The next line, or null after the last one.</summary>
    public async ValueTask<Line?> NextAsync(CancellationToken cancellation)
    {
        var line = new ArrayBufferWriter<byte>();
        var length = 0L;
        while (_at < _end || await FillAsync(cancellation))
        {
            var rest = _buffer.AsMemory(_at, _end - _at);
            var end = rest.Span.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            length += part.Length;
            if (length <= longest)
                line.Write(part.Span);
            _at += part.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
                return new Line(line.WrittenMemory, length > longest);
        }

        return length > 0 ? new Line(line.WrittenMemory, length > longest) : null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        _at = 0;
        _end = await body.ReadAsync(_buffer, cancellation);
        return _end > 0;
    }

    /// <summary>A line without its end.</summary>
    /// <param name="Text">The line, or as much of it as there was room for.</param>
    /// <param name="IsTooLong">Whether there was more.</param>
    internal readonly record struct Line(ReadOnlyMemory<byte> Text, bool IsTooLong);
}
