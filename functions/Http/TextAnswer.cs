using System.Text;

namespace Switchboard.Http;

/// <summary>An answer in plain text.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="text">The text.</param>
/// <param name="headers">Headers, in order.</param>
internal sealed class TextAnswer(int status, string text, params (string Name, string Value)[] headers)
    : IResult, IStatusCodeHttpResult
{
    /// <summary>The HTTP status.</summary>
    public int? StatusCode => status;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        foreach (var (name, value) in headers)
            httpContext.Response.Headers[name] = value;
        return Results.Text(text, "text/plain", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }
}
