using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Messaging;

/// <summary>
/// Puts a message's own id into the request to send it, in place of the random one that the SDK makes for every method
/// call: the service sends once for one id. It stands in the body, with each recipient.
/// </summary>
internal sealed class TextRepeatability : HttpPipelineSynchronousPolicy
{
    private const string Key = "Switchboard.Message";

    /// <summary>Marks the requests made until the result is disposed as those to send <paramref name="message"/>.</summary>
    public static IDisposable For(Message message) =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Key] = message });

    public override void OnSendingRequest(HttpMessage message)
    {
        if (!message.TryGetProperty(Key, out var value) || value is not Message sent || message.Request.Content is not { } content)
            return;
        using var written = new MemoryStream();
        content.WriteTo(written, message.CancellationToken);
        var body = JsonNode.Parse(written.ToArray())!;
        foreach (var recipient in body["smsRecipients"]!.AsArray())
        {
            recipient!["repeatabilityRequestId"] = sent.OperationId.ToString();
            recipient["repeatabilityFirstSent"] = sent.CreatedAt.ToString("R", CultureInfo.InvariantCulture);
        }

        message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
    }
}
