using Azure.Core.Pipeline;

namespace Switchboard.Embedded.Pipeline;

/// <summary>Azure.Core's pipeline as the embedded clients use it.</summary>
internal static class EmbeddedPipeline
{
    /// <summary>
    /// A pipeline that waits by the clock of the service it asks, unless the options bring a retry policy of their own.
    /// </summary>
    /// <param name="options">What the pipeline is made of.</param>
    /// <param name="transport">The transport in the place of the usual one; null where the options decide.</param>
    public static HttpPipeline Build(HttpPipelineOptions options, HttpPipelineTransport? transport = null)
    {
        // The builder takes both from the client's options, which clients of other services may share.
        var client = options.ClientOptions;
        lock (client)
        {
            var (usualTransport, usualRetries) = (client.Transport, client.RetryPolicy);
            client.Transport = transport ?? usualTransport;
            client.RetryPolicy ??= new ClockRetryPolicy(client.Retry);
            try
            {
                return HttpPipelineBuilder.Build(options);
            }
            finally
            {
                (client.Transport, client.RetryPolicy) = (usualTransport, usualRetries);
            }
        }
    }
}
