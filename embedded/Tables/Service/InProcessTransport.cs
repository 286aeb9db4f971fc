using Azure.Core.Pipeline;

namespace Switchboard.Embedded.Tables.Service;

internal static class InProcessTransport
{
    public static HttpPipelineTransport? For(Uri endpoint) => null;
}
