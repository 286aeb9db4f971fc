using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>A request that stays in the process: its headers are a short list, its body is read where it lies.</summary>
internal sealed class InProcessRequest : Request
{
    private readonly List<HttpHeader> _headers = new(12);
    private string? _clientRequestId;

    /// <inheritdoc />
    public override string ClientRequestId
    {
        get => _clientRequestId ??= Guid.NewGuid().ToString();
        set => _clientRequestId = value;
    }

    public TableRequest ToTableRequest() => new Incoming(this, Bytes());

    /// <inheritdoc />
    public override void Dispose() => Content?.Dispose();

    /// <inheritdoc />
    protected override void AddHeader(string name, string value) => _headers.Add(new HttpHeader(name, value));

    /// <inheritdoc />
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        foreach (var header in _headers)
        {
            if (!string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
                continue;
            value = value is null ? header.Value : $"{value},{header.Value}";
        }

        return value is not null;
    }

    /// <inheritdoc />
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        var found = _headers.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .ToList();
        values = found.Count > 0 ? found : null;
        return values is not null;
    }

    /// <inheritdoc />
    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    /// <inheritdoc />
    protected override bool RemoveHeader(string name) =>
        _headers.RemoveAll(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)) > 0;

    /// <inheritdoc />
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers;

    private ReadOnlyMemory<byte> Bytes()
    {
        switch (Content)
        {
            case null:
                return default;
            case BytesContent bytes:
                return bytes.Bytes;
            default:
                var copy = new MemoryStream();
                Content.WriteTo(copy, default);
                return copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }
    }

    private sealed class Incoming(InProcessRequest request, ReadOnlyMemory<byte> body) : TableRequest
    {
        public override string Method { get; } = request.Method.Method;

        public override string Path { get; } = request.Uri.Path;

        public override string Query { get; } = request.Uri.Query.TrimStart('?');

        public override ReadOnlyMemory<byte> Body => body;

        public override string? Header(string name) => request.TryGetHeader(name, out var value) ? value : null;
    }
}
