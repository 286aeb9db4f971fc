namespace Switchboard.Http;

/// <summary>
/// A request that cannot be read, found deep inside reading it. The error boundary turns it into an answer
/// in the manners of the route's family; capabilities never throw it, they return an <see cref="Outcome{T}"/>.
/// </summary>
/// <param name="status">The HTTP status: 400, 404, 413, 415 or 503.</param>
/// <param name="message">Why, for the client to read.</param>
public sealed class RequestRejectedException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status to answer.</summary>
    public int Status { get; } = status;

    internal static RequestRejectedException BadRequest(string message) =>
        new(StatusCodes.Status400BadRequest, message);
}
