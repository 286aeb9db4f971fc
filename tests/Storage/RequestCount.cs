using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Tests.Storage;

/// <summary>Counts what a client asks its service for.</summary>
internal sealed class RequestCount : HttpPipelineSynchronousPolicy
{
    private int _count;

    public int Count => _count;

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
}
