using Azure.Core;
using Azure.Identity;
using Switchboard.Telephony;

namespace Switchboard.Messaging;

/// <summary>Text messages by ACS. Whether a request is made again, and when, is decided by who asks.</summary>
public sealed class TextService
{
    private readonly TelephonyOptions _telephony;
    private readonly Lazy<SmsClient?> _client;

    /// <summary>Text messages by the resource that the settings name.</summary>
    public TextService(TelephonyOptions telephony)
        : this(telephony, new Lazy<SmsClient?>(() => Connect(telephony)))
    {
    }

    /// <summary>Text messages by this client.</summary>
    internal TextService(TelephonyOptions telephony, Lazy<SmsClient?> client) => (_telephony, _client) = (telephony, client);

    /// <summary>
    /// Asks for a text message to be sent; asking again never sends it twice. That the request was answered does not say
    /// that the message was taken: the recipient's own result does.
    /// </summary>
    public async Task<SendResult> SendAsync(Message message, CancellationToken cancellation)
    {
        if (_client.Value is not { } client)
            return new SendResult(null, "Neither COMMUNICATION_ENDPOINT nor COMMUNICATION_CONNECTION_STRING is set.");
        if (_telephony.CallerNumbers is not [var sender, ..])
            return new SendResult(null, "CALLER_NUMBERS is not set: there is no number to send from.");

        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = message.OperationId.ToString() };
        try
        {
            using (TextRepeatability.For(message))
            {
                var result = (await client.SendAsync(
                    sender, message.Recipients()[0], message.Body, options, cancellation)).Value;
                return result.Successful
                    ? new SendResult(MessageEvent.PassedOn, ServiceId: result.MessageId)
                    : SendResult.From(result.HttpStatusCode, $"{result.HttpStatusCode}: {result.ErrorMessage}");
            }
        }
        catch (Exception failed) when (ServiceFailure.Is(failed, cancellation))
        {
            return SendResult.From(failed);
        }
    }

    private static SmsClient? Connect(TelephonyOptions telephony)
    {
        var clientOptions = new SmsClientOptions();
        clientOptions.Retry.MaxRetries = 0;
        clientOptions.AddPolicy(new TextRepeatability(), HttpPipelinePosition.PerCall);
        if (telephony.ConnectionString is { } connectionString)
            return new SmsClient(connectionString, clientOptions);
        return telephony.Endpoint is { } endpoint
            ? new SmsClient(endpoint, new DefaultAzureCredential(), clientOptions)
            : null;
    }
}
