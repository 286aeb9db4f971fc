using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Embedded.Tables;

/// <summary>Appends a shared access signature, which may be renewed between tries.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri;
        var signature = credential.Signature.TrimStart('?');
        if (uri.Query.Contains(signature, StringComparison.Ordinal))
            return;
        uri.Query = uri.Query.Length > 1 ? $"{uri.Query}&{signature}" : $"?{signature}";
    }
}
