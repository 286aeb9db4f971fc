using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Switchboard.Http;

/// <summary>
/// A JSON answer whose bytes exist before it is sent: whatever cannot be written fails inside the function, where it
/// still can be answered. A 200 to a GET carries a weak entity tag and answers <c>If-None-Match</c>.
/// </summary>
/// <param name="status">The HTTP status.</param>
/// <param name="body">The UTF-8 bytes of the document.</param>
/// <param name="headers">Further headers, in order.</param>
internal sealed class JsonAnswer(int status, byte[] body, params (string Name, string Value)[] headers)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    /// <summary>What a cache may do with an answer that has an entity tag.</summary>
    private const string Revalidate = "max-age=0, private, must-revalidate";

    /// <summary>The HTTP status.</summary>
    public int? StatusCode => status;

    /// <summary>The media type.</summary>
    public string ContentType => ApiJson.ContentType;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        foreach (var (name, value) in headers)
            response.Headers[name] = value;
        if (status == StatusCodes.Status200OK && IsRead(httpContext.Request.Method) && IsUnchanged(httpContext))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.StatusCode = status;
        response.ContentType = ApiJson.ContentType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private bool IsUnchanged(HttpContext context)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        var tag = new EntityTagHeaderValue($"\"{hash}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = Revalidate;
        return context.Request.GetTypedHeaders().IfNoneMatch
            .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}
