using Azure.Identity;
using Switchboard.Telephony;

namespace Switchboard.Messaging;

/// <summary>Mail by ACS. Whether a request is made again, and when, is decided by who asks: the SDK does not retry.</summary>
public sealed class MailService
{
    // How long ACS takes to pass a mail on, if it does not say.
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(20);

    private readonly MessagingOptions _options;
    private readonly TelephonyOptions _telephony;
    private readonly Lazy<EmailClient?> _client;

    /// <summary>Mail by the resource that the settings name.</summary>
    public MailService(MessagingOptions options, TelephonyOptions telephony)
        : this(options, telephony, new Lazy<EmailClient?>(() => Connect(telephony)))
    {
    }

    /// <summary>Mail by this client.</summary>
    internal MailService(MessagingOptions options, TelephonyOptions telephony, Lazy<EmailClient?> client) =>
        (_options, _telephony, _client) = (options, telephony, client);

    /// <summary>Asks for a mail to be sent; asking again never sends it twice, because its id stays the same.</summary>
    public async Task<SendResult> SendAsync(Message message, CancellationToken cancellation)
    {
        if (_client.Value is not { } client)
            return new SendResult(null, "Neither COMMUNICATION_ENDPOINT nor COMMUNICATION_CONNECTION_STRING is set.");
        if (_options.Sender is not { } sender)
            return new SendResult(null, "EMAIL_SENDER is not set: there is no address to send from.");

        try
        {
            var operation = await client.SendAsync(
                WaitUntil.Started, Write(message, sender), message.OperationId, cancellation);
            return new SendResult(
                MessageEvent.Taken, RetryAfter: SendResult.RetryAfterOf(operation.GetRawResponse()) ?? UsualWait);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // It was taken under this id before.
            return new SendResult(MessageEvent.Taken, RetryAfter: UsualWait);
        }
        catch (Exception failed) when (ServiceFailure.Is(failed, cancellation))
        {
            return SendResult.From(failed);
        }
    }

    /// <summary>Asks what became of a mail that was taken.</summary>
    public async Task<SendResult> AskAsync(Message message, CancellationToken cancellation)
    {
        if (_client.Value is not { } client)
            return new SendResult(null, "Neither COMMUNICATION_ENDPOINT nor COMMUNICATION_CONNECTION_STRING is set.");

        var operation = new EmailSendOperation(message.OperationId.ToString(), client);
        try
        {
            var response = await operation.UpdateStatusAsync(cancellation);
            return operation.HasCompleted
                ? operation.Value.Status == EmailSendStatus.Succeeded
                    ? new SendResult(MessageEvent.PassedOn)
                    : new SendResult(MessageEvent.Refused, $"The mail was not sent: {operation.Value.Status}.")
                : new SendResult(null, RetryAfter: SendResult.RetryAfterOf(response) ?? UsualWait);
        }
        catch (RequestFailedException unknown) when (unknown.Status == 404)
        {
            return new SendResult(MessageEvent.Forgotten);
        }
        catch (RequestFailedException failed) when (failed.Status is >= 200 and < 300)
        {
            // The question was answered: the mail was not passed on.
            return new SendResult(MessageEvent.Refused, failed.Message);
        }
        catch (Exception failed) when (ServiceFailure.Is(failed, cancellation))
        {
            return SendResult.From(failed);
        }
    }

    private static EmailClient? Connect(TelephonyOptions telephony)
    {
        var clientOptions = new EmailClientOptions();
        clientOptions.Retry.MaxRetries = 0;
        if (telephony.ConnectionString is { } connectionString)
            return new EmailClient(connectionString, clientOptions);
        return telephony.Endpoint is { } endpoint
            ? new EmailClient(endpoint, new DefaultAzureCredential(), clientOptions)
            : null;
    }

    private EmailMessage Write(Message message, string sender)
    {
        var body = new MailBody(message, message.Path is { } path && _telephony.PublicUrl is { } root ? new Uri(root, path) : null);
        var recipients = new EmailRecipients(message.Recipients().Select(address => new EmailAddress(address)));
        var mail = new EmailMessage(
            sender, recipients, new EmailContent(message.Subject) { PlainText = body.Text(), Html = body.Html() });
        // Message-ID in the only form that ACS passes on. Where it does not pass on the other two, which its
        // documentation does not promise, mail programs still group by subject: hence the id in there.
        mail.Headers["Message-ID"] = MessageId(message.OperationId, sender);
        if (message.Thread != message.OperationId)
        {
            mail.Headers["In-Reply-To"] = MessageId(message.Thread, sender);
            mail.Headers["References"] = MessageId(message.Thread, sender);
        }

        return mail;
    }

    private static string MessageId(Guid id, string sender) => $"<{id}@{sender[(sender.LastIndexOf('@') + 1)..]}>";
}
