using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>The answer of a service of this process.</summary>
internal sealed class InProcessResponse(TableResponse response, string clientRequestId) : Response
{
    private readonly string _requestId = Guid.NewGuid().ToString();
    private Stream? _stream = StreamOf(response.Body);

    /// <inheritdoc />
    public override int Status => response.Status;

    /// <inheritdoc />
    public override string ReasonPhrase => response.ReasonPhrase;

    /// <inheritdoc />
    public override Stream? ContentStream
    {
        get => _stream;
        set => _stream = value;
    }

    /// <inheritdoc />
    public override string ClientRequestId { get; set; } = clientRequestId;

    /// <inheritdoc />
    public override void Dispose() => _stream?.Dispose();

    /// <inheritdoc />
    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    /// <inheritdoc />
    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        foreach (var header in response.Headers())
            yield return new HttpHeader(header.Key, header.Value);
        yield return new HttpHeader("x-ms-request-id", _requestId);
        yield return new HttpHeader("x-ms-client-request-id", ClientRequestId);
    }

    /// <inheritdoc />
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var header in EnumerateHeaders())
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc />
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var bytes) && bytes.Array is not null
            ? new MemoryStream(bytes.Array, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(body.ToArray(), 0, body.Length, writable: false, publiclyVisible: true);
}
