using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Switchboard.Http;

/// <summary>One way to send parameters in a body.</summary>
/// <param name="ParseAsync">Reads a whole body.</param>
internal sealed record BodyFormat(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<JsonObject>> ParseAsync)
{
    // RFC 2046, section 5.1.1. The framework's reader fails on boundaries that its buffer cannot hold.
    private const int LongestBoundary = 70;

    private static readonly BodyFormat Json = new((body, _) => ValueTask.FromResult(JsonBody.Parse(body.Span)));
    private static readonly BodyFormat Form = new((body, _) => ValueTask.FromResult(RackForm.Parse(body.Span)));

    /// <summary>The format of a request's body, or null if it carries no parameters.</summary>
    /// <exception cref="RequestRejectedException">415: a known format in an unknown coding.</exception>
    public static BodyFormat? Of(HttpRequest request)
    {
        if (IsPlainJson(request))
            return Json;
        // Rack takes a body without a type for a form.
        if (string.IsNullOrWhiteSpace(request.ContentType))
            return Form;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        var format = Of(type);
        if (format is not null)
            CheckCoding(request, type);
        return format;
    }

    /// <summary>Whether a request says that its body is JSON.</summary>
    /// <exception cref="RequestRejectedException">415: in an unknown coding.</exception>
    public static bool IsJson(HttpRequest request) =>
        !string.IsNullOrWhiteSpace(request.ContentType) && ReferenceEquals(Of(request), Json);

    // What nearly every client sends need not be taken apart.
    private static bool IsPlainJson(HttpRequest request) =>
        request.ContentType is "application/json" or "application/json; charset=utf-8" && request.Headers.ContentEncoding.Count == 0;

    private static BodyFormat? Of(MediaTypeHeaderValue type)
    {
        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            return Json;
        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return Form;
        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? new BodyFormat((body, cancellation) => MultipartAsync(type.Boundary.ToString(), body, cancellation))
            : null;
    }

    /// <summary>Refuses a body in a coding that nobody here reads.</summary>
    /// <exception cref="RequestRejectedException">415: it is.</exception>
    internal static void CheckCoding(HttpRequest request, MediaTypeHeaderValue type)
    {
        var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        // "utf8" is nobody's name for it, but what many clients write.
        if (charset.ToLowerInvariant() is not ("" or "utf-8" or "utf8" or "us-ascii"))
            throw Unsupported("The body must be UTF-8.");
        var coding = request.Headers.ContentEncoding.ToString();
        if (coding is not "" && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw Unsupported("The body must not be compressed.");
    }

    private static RequestRejectedException Unsupported(string message) =>
        new(StatusCodes.Status415UnsupportedMediaType, message);

    private static async ValueTask<JsonObject> MultipartAsync(
        string quotedBoundary, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(quotedBoundary).ToString();
        if (boundary is "" or { Length: > LongestBoundary })
            throw RequestRejectedException.BadRequest(
                $"The multipart body needs a boundary of at most {LongestBoundary} characters.");
        var fields = new RackNesting();
        if (body.IsEmpty)
            return fields.Root;
        var reader = new MultipartReader(boundary, new MemoryStream(body.ToArray(), writable: false));
        try
        {
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
                await AddAsync(fields, section, cancellation);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw RequestRejectedException.BadRequest("The multipart body is malformed.");
        }
        return fields.Root;
    }

    // Files are no parameters; who wants files reads them where they belong.
    private static async ValueTask AddAsync(
        RackNesting fields, MultipartSection section, CancellationToken cancellation)
    {
        if (section.GetContentDispositionHeader() is not { } disposition || !disposition.IsFormDisposition())
            return;
        using var value = new MemoryStream();
        await section.Body.CopyToAsync(value, cancellation);
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        fields.Add(name, RackForm.Text(value.GetBuffer().AsSpan(0, (int)value.Length)));
    }
}
