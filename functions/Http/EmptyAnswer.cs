namespace Switchboard.Http;

/// <summary>An answer without a body.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="headers">Headers, in order.</param>
internal sealed class EmptyAnswer(int status, params (string Name, string Value)[] headers)
    : IResult, IStatusCodeHttpResult
{
    /// <summary>The HTTP status.</summary>
    public int? StatusCode => status;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        foreach (var (name, value) in headers)
            httpContext.Response.Headers[name] = value;
        httpContext.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
