using System.Globalization;
using Azure;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.Email;

/// <summary>The sending of a mail, which goes on after the request.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    private readonly string _id = null!;
    private readonly EmailClient _client = null!;
    private Response? _response;
    private EmailSendResult? _value;

    /// <summary>For mocks.</summary>
    protected EmailSendOperation()
    {
    }

    /// <summary>The operation of this id, begun elsewhere.</summary>
    public EmailSendOperation(string id, EmailClient client)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(client);
        _id = id;
        _client = client;
    }

    internal EmailSendOperation(string id, EmailClient client, Response response)
        : this(id, client) => _response = response;

    /// <inheritdoc/>
    public override string Id => _id;

    /// <inheritdoc/>
    public override bool HasCompleted => _value is not null;

    /// <inheritdoc/>
    public override bool HasValue => _value is not null;

    /// <inheritdoc/>
    public override EmailSendResult Value =>
        _value ?? throw new InvalidOperationException("The operation has not completed yet.");

    /// <inheritdoc/>
    public override Response GetRawResponse() =>
        _response ?? throw new InvalidOperationException("Nothing was asked of the service yet.");

    /// <inheritdoc/>
    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        UpdateStatusAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Asks the service how far it is.</summary>
    /// <exception cref="RequestFailedException">The mail was not sent, or is not known.</exception>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (HasCompleted)
            return GetRawResponse();

        var (response, body) = await _client.GetSendResultAsync(_id, cancellationToken).ConfigureAwait(false);
        _response = response;
        var status = new EmailSendStatus(body.Text("status") ?? "");
        if (status == EmailSendStatus.Succeeded)
            _value = new EmailSendResult(status);
        else if (status == EmailSendStatus.Failed || status == EmailSendStatus.Canceled)
            throw Failure(response, body.Child("error")?.Text("code"), body.Child("error")?.Text("message"));
        return response;
    }

    /// <inheritdoc/>
    public override Response<EmailSendResult> WaitForCompletion(CancellationToken cancellationToken = default) =>
        WaitForCompletion(UsualPause, cancellationToken);

    /// <inheritdoc/>
    public override Response<EmailSendResult> WaitForCompletion(
        TimeSpan pollingInterval, CancellationToken cancellationToken) =>
        WaitForCompletionAsync(pollingInterval, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(
        CancellationToken cancellationToken = default) => WaitForCompletionAsync(UsualPause, cancellationToken);

    /// <summary>Asks the service again and again, until the mail was sent.</summary>
    /// <param name="pollingInterval">How long it waits in between; longer, if the service says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RequestFailedException">The mail was not sent, or is not known.</exception>
    public override async ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(
        TimeSpan pollingInterval, CancellationToken cancellationToken)
    {
        while (true)
        {
            var response = await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
            if (HasCompleted)
                return Response.FromValue(Value, response);
            await _client.WaitAsync(Pause(pollingInterval, response), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Pause(TimeSpan usual, Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds > usual.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : usual;

    private static RequestFailedException Failure(Response response, string? code, string? message) =>
        new(response.Status, message ?? "The mail could not be sent.", code, innerException: null);
}
