using System.Globalization;
using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.Sms;

/// <summary>Sends text messages.</summary>
public class SmsClient
{
    private readonly CommunicationChannel _channel = null!;

    /// <summary>For mocks.</summary>
    protected SmsClient()
    {
    }

    /// <summary>A client of the resource that <paramref name="connectionString"/> names.</summary>
    public SmsClient(string connectionString)
        : this(connectionString, new SmsClientOptions())
    {
    }

    /// <summary>A client of the resource that <paramref name="connectionString"/> names.</summary>
    public SmsClient(string connectionString, SmsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _channel = CommunicationChannel.Open(connectionString, options, options.ApiVersion);
    }

    /// <summary>A client of the resource at <paramref name="endpoint"/>.</summary>
    public SmsClient(Uri endpoint, AzureKeyCredential keyCredential, SmsClientOptions? options = null)
    {
        options ??= new SmsClientOptions();
        _channel = CommunicationChannel.Open(endpoint, keyCredential, options, options.ApiVersion);
    }

    /// <summary>A client of the resource at <paramref name="endpoint"/>, with a token instead of a key.</summary>
    public SmsClient(Uri endpoint, TokenCredential tokenCredential, SmsClientOptions? options = null)
    {
        options ??= new SmsClientOptions();
        _channel = CommunicationChannel.Open(endpoint, tokenCredential, options, options.ApiVersion);
    }

    /// <summary>Sends a message to one number.</summary>
    /// <returns>Whether it was accepted: an answer without an exception does not say so yet.</returns>
    /// <exception cref="RequestFailedException">The service refused the request as a whole.</exception>
    public virtual async Task<Response<SmsSendResult>> SendAsync(
        string from,
        string to,
        string message,
        SmsSendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        var results = await SendAsync(from, [to], message, options, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(results.Value[0], results.GetRawResponse());
    }

    /// <summary>Sends a message to several numbers.</summary>
    /// <returns>For each number whether it was accepted.</returns>
    /// <exception cref="RequestFailedException">The service refused the request as a whole.</exception>
    public virtual async Task<Response<IReadOnlyList<SmsSendResult>>> SendAsync(
        string from,
        IEnumerable<string> to,
        string message,
        SmsSendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(to);
        var firstSent = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var request = _channel.Message(RequestMethod.Post, "/sms", new
        {
            from,
            smsRecipients = to.Select(number => new
            {
                to = number,
                repeatabilityRequestId = Guid.NewGuid().ToString(),
                repeatabilityFirstSent = firstSent,
            }).ToArray(),
            message,
            smsSendOptions = new { enableDeliveryReport = options?.EnableDeliveryReport ?? false, tag = options?.Tag },
        });

        var (response, body) = await _channel.SendForJsonAsync(request, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SmsSendResult> results = [.. body.Items("value").Select(SmsSendResult.Read)];
        return Response.FromValue(results, response);
    }
}
