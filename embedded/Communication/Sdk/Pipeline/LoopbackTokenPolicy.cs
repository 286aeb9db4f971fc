using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Embedded.Communication.Pipeline;

/// <summary>
/// Sends a credential's token to a service on this machine. Azure.Core's own policy refuses to send tokens without
/// TLS, rightly so on a network; the embedded service has no certificate and never leaves the loopback interface.
/// </summary>
internal sealed class LoopbackTokenPolicy(TokenCredential credential, string scope) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var token = credential.GetToken(new TokenRequestContext([scope]), message.CancellationToken);
        message.Request.Headers.SetValue("Authorization", "Bearer " + token.Token);
        ProcessNext(message, pipeline);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), message.CancellationToken)
            .ConfigureAwait(false);
        message.Request.Headers.SetValue("Authorization", "Bearer " + token.Token);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
    }
}
