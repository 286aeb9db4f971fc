using System.Text.Json;
using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.Email;

/// <summary>Sends mail.</summary>
public class EmailClient
{
    private readonly CommunicationChannel _channel = null!;

    /// <summary>For mocks.</summary>
    protected EmailClient()
    {
    }

    /// <summary>A client of the resource that <paramref name="connectionString"/> names.</summary>
    public EmailClient(string connectionString)
        : this(connectionString, new EmailClientOptions())
    {
    }

    /// <summary>A client of the resource that <paramref name="connectionString"/> names.</summary>
    public EmailClient(string connectionString, EmailClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _channel = CommunicationChannel.Open(connectionString, options, options.ApiVersion);
    }

    /// <summary>A client of the resource at <paramref name="endpoint"/>.</summary>
    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions? options = null)
    {
        options ??= new EmailClientOptions();
        _channel = CommunicationChannel.Open(endpoint, credential, options, options.ApiVersion);
    }

    /// <summary>A client of the resource at <paramref name="endpoint"/>, with a token instead of a key.</summary>
    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null)
    {
        options ??= new EmailClientOptions();
        _channel = CommunicationChannel.Open(endpoint, credential, options, options.ApiVersion);
    }

    /// <summary>Sends a mail under an id of its own.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <summary>Sends a mail, once, however often it is asked to with one <paramref name="operationId"/>.</summary>
    /// <exception cref="ArgumentException">A header has no value.</exception>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (var (name, value) in message.Headers)
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new ArgumentException($"The header '{name}' has no value.", nameof(message));
        }

        var request = _channel.Message(RequestMethod.Post, "/emails:send", message.Write());
        request.Request.Headers.Add("Operation-Id", operationId.ToString());
        var (response, body) = await _channel.SendForJsonAsync(request, cancellationToken).ConfigureAwait(false);

        var operation = new EmailSendOperation(body.Text("id") ?? operationId.ToString(), this, response);
        if (wait == WaitUntil.Completed)
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }

    /// <summary>Sends a mail to one.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        string? plainTextContent = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(
            wait,
            new EmailMessage(
                senderAddress,
                recipientAddress,
                new EmailContent(subject) { PlainText = plainTextContent, Html = htmlContent }),
            cancellationToken);

    internal Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        _channel.WaitAsync(time, cancellationToken);

    internal Task<(Response Response, JsonElement Body)> GetSendResultAsync(
        string operationId, CancellationToken cancellationToken) =>
        _channel.SendForJsonAsync(
            _channel.Message(RequestMethod.Get, "/emails/operations/" + Uri.EscapeDataString(operationId)),
            cancellationToken);
}
