using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Embedded.Tables;

/// <summary>Signs each try of a request with the account's key.</summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = DateTimeOffset.UtcNow.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var uri = message.Request.Uri;
        var resource = SharedKeySignature.Resource(credential.AccountName, uri.Path, Comp(uri.Query));
        var signature = SharedKeySignature.Lite(credential.Key, date, resource);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue(
            "Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    private static string? Comp(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith("comp=", StringComparison.Ordinal))
                return part["comp=".Length..];
        }

        return null;
    }
}
