namespace Switchboard.Http;

/// <summary>
/// An answer that is made while it is sent. It is executed when the function is long over: <see cref="ErrorBoundary"/>
/// answers what it fails with before its first byte as if the function had failed, and has it break off afterwards.
/// </summary>
internal interface IStreamedAnswer : IResult
{
    /// <summary>Ends an answer of which a part was sent, so that nobody takes it for whole.</summary>
    /// <param name="httpContext">The request.</param>
    /// <param name="correlationId">The id under which the log has the reason.</param>
    Task BreakOffAsync(HttpContext httpContext, string correlationId);
}
