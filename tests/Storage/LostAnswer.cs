using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Tests.Storage;

/// <summary>Loses the answers to some transactions, counted from 1, once they are written.</summary>
internal sealed class LostAnswer(int[] lost) : HttpPipelinePolicy
{
    private int _transactions;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal)
            && lost.Contains(Interlocked.Increment(ref _transactions)))
        {
            throw new IOException("The answer got lost.");
        }
    }
}
