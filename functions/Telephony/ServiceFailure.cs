using Azure.Identity;

namespace Switchboard.Telephony;

/// <summary>Tells failures of a service, and of the way there, from our own.</summary>
internal static class ServiceFailure
{
    /// <summary>
    /// Whether a request failed or timed out, on its way or at the service, or for want of a token to show; once or each time
    /// it was tried. The SDK tells that it waited in vain as if somebody had cancelled it.
    /// </summary>
    public static bool Is(Exception failed, CancellationToken cancellation) => failed switch
    {
        RequestFailedException or AuthenticationFailedException => true,
        OperationCanceledException => !cancellation.IsCancellationRequested,
        AggregateException tries => tries.InnerExceptions.All(inner => Is(inner, cancellation)),
        _ => false,
    };
}
