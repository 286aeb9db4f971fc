using System.Globalization;
using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

/// <summary>The answers inside the multipart answer to a batch.</summary>
internal static class BatchAnswer
{
    public static List<Response> Read(Response response)
    {
        var answers = new List<Response>();
        var body = response.Content.ToMemory();
        foreach (var part in Multipart.HttpParts(body))
        {
            // HTTP/1.1 204 No Content
            var words = part.StartLine.Split(' ', 3);
            var status = int.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture);
            answers.Add(new BatchPartResponse(status, words.Length > 2 ? words[2] : "", part, response.ClientRequestId));
        }

        return answers;
    }
}

/// <summary>One operation's answer out of a batch.</summary>
internal sealed class BatchPartResponse(int status, string reason, HttpPart part, string clientRequestId) : Response
{
    private Stream? _stream;

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream
    {
        get => _stream ??= new MemoryStream(part.Body.ToArray(), 0, part.Body.Length, writable: false, publiclyVisible: true);
        set => _stream = value;
    }

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override bool IsError => status >= 400;

    public override void Dispose() => _stream?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        part.Headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(
        string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = part.Header(name);
        return value is not null;
    }

    protected override bool TryGetHeaderValues(
        string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
