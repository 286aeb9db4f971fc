using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.Sms;

/// <summary>What became of the message to one number.</summary>
public class SmsSendResult
{
    internal SmsSendResult()
    {
    }

    /// <summary>The number.</summary>
    public string To { get; private init; } = null!;

    /// <summary>The message's id, if it was accepted.</summary>
    public string? MessageId { get; private init; }

    /// <summary>202 if it was accepted.</summary>
    public int HttpStatusCode { get; private init; }

    /// <summary>Whether it was accepted.</summary>
    public bool Successful { get; private init; }

    /// <summary>Why it was not.</summary>
    public string? ErrorMessage { get; private init; }

    internal static SmsSendResult Read(JsonElement json) => new()
    {
        To = json.Text("to")!,
        MessageId = json.Text("messageId"),
        HttpStatusCode = json.Number("httpStatusCode") ?? 0,
        Successful = json.Flag("successful") ?? false,
        ErrorMessage = json.Text("errorMessage"),
    };
}
