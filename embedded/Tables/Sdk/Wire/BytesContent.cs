using Azure.Core;

namespace Switchboard.Embedded.Tables;

/// <summary>A request body that a service in this process can read where it lies.</summary>
internal sealed class BytesContent(ReadOnlyMemory<byte> bytes, IDisposable? owner = null) : RequestContent
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(bytes.Span);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(bytes, cancellation).AsTask();

    public override void Dispose() => owner?.Dispose();
}
