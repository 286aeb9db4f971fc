using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Makes and controls phone calls.</summary>
public class CallAutomationClient
{
    private readonly CommunicationChannel _channel = null!;

    /// <summary>For mocks.</summary>
    protected CallAutomationClient()
    {
    }

    /// <summary>A client of the resource that <paramref name="connectionString"/> names.</summary>
    public CallAutomationClient(string connectionString)
        : this(connectionString, new CallAutomationClientOptions())
    {
    }

    /// <summary>A client of the resource that <paramref name="connectionString"/> names.</summary>
    public CallAutomationClient(string connectionString, CallAutomationClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _channel = CommunicationChannel.Open(connectionString, options, options.ApiVersion);
        Source = options.Source;
    }

    /// <summary>A client of the resource at <paramref name="endpoint"/>, with a token instead of a key.</summary>
    public CallAutomationClient(Uri endpoint, TokenCredential credential, CallAutomationClientOptions? options = null)
    {
        options ??= new CallAutomationClientOptions();
        _channel = CommunicationChannel.Open(endpoint, credential, options, options.ApiVersion);
        Source = options.Source;
    }

    /// <summary>The user in whose name calls are made, or null for the resource's own.</summary>
    public CommunicationUserIdentifier? Source { get; }

    /// <summary>Calls someone; what becomes of it is told to <paramref name="callbackUri"/>.</summary>
    /// <exception cref="ArgumentException">The callback URI is not https (nor http to this machine).</exception>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual Task<Response<CreateCallResult>> CreateCallAsync(
        CallInvite callInvite, Uri callbackUri, CancellationToken cancellationToken = default) =>
        CreateCallAsync(new CreateCallOptions(callInvite, callbackUri), cancellationToken);

    /// <summary>Calls someone; what becomes of it is told to the options' callback URI.</summary>
    /// <exception cref="ArgumentException">The callback URI is not https (nor http to this machine).</exception>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual async Task<Response<CreateCallResult>> CreateCallAsync(
        CreateCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        CallbackAddress.Validate(options.CallbackUri, nameof(options));

        var invite = options.CallInvite;
        var message = _channel.Message(RequestMethod.Post, "/calling/callConnections", new
        {
            targets = new[] { IdentifierJson.Write(invite.Target) },
            callbackUri = options.CallbackUri.AbsoluteUri,
            sourceCallerIdNumber = invite.SourceCallerIdNumber is { } caller
                ? new { value = caller.PhoneNumber }
                : null,
            sourceDisplayName = invite.SourceDisplayName,
            source = Source is { } source ? new { id = source.Id } : null,
            operationContext = options.OperationContext,
            callIntelligenceOptions = Describe(options.CallIntelligenceOptions),
        });

        var (response, properties) = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(
            new CreateCallResult(GetCallConnection(properties.CallConnectionId), properties), response);
    }

    /// <summary>Answers a call that came in; what becomes of it is told to <paramref name="callbackUri"/>.</summary>
    /// <exception cref="ArgumentException">The callback URI is not https (nor http to this machine).</exception>
    /// <exception cref="RequestFailedException">404/8522: the caller has hung up; 409/8519: it was answered already.</exception>
    public virtual Task<Response<AnswerCallResult>> AnswerCallAsync(
        string incomingCallContext, Uri callbackUri, CancellationToken cancellationToken = default) =>
        AnswerCallAsync(new AnswerCallOptions(incomingCallContext, callbackUri), cancellationToken);

    /// <summary>Answers a call that came in; what becomes of it is told to the options' callback URI.</summary>
    /// <exception cref="ArgumentException">The callback URI is not https (nor http to this machine).</exception>
    /// <exception cref="RequestFailedException">404/8522: the caller has hung up; 409/8519: it was answered already.</exception>
    public virtual async Task<Response<AnswerCallResult>> AnswerCallAsync(
        AnswerCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        CallbackAddress.Validate(options.CallbackUri, nameof(options));
        var message = _channel.Message(RequestMethod.Post, "/calling/callConnections:answer", new
        {
            incomingCallContext = options.IncomingCallContext,
            callbackUri = options.CallbackUri.AbsoluteUri,
            operationContext = options.OperationContext,
            callIntelligenceOptions = Describe(options.CallIntelligenceOptions),
            answeredBy = (options.AnsweredBy ?? Source) is { } user ? new { id = user.Id } : null,
        });
        var (response, properties) = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(
            new AnswerCallResult(GetCallConnection(properties.CallConnectionId), properties), response);
    }

    /// <summary>Sends a call that came in on to someone else; nothing more is heard of it.</summary>
    /// <exception cref="RequestFailedException">404/8522: the caller has hung up; 409/8519: it was answered already.</exception>
    public virtual Task<Response> RedirectCallAsync(
        string incomingCallContext, CallInvite callInvite, CancellationToken cancellationToken = default) =>
        RedirectCallAsync(new RedirectCallOptions(incomingCallContext, callInvite), cancellationToken);

    /// <summary>Sends a call that came in on to someone else; nothing more is heard of it.</summary>
    /// <exception cref="RequestFailedException">404/8522: the caller has hung up; 409/8519: it was answered already.</exception>
    public virtual Task<Response> RedirectCallAsync(
        RedirectCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var message = _channel.Message(RequestMethod.Post, "/calling/callConnections:redirect", new
        {
            incomingCallContext = options.IncomingCallContext,
            target = IdentifierJson.Write(options.CallInvite.Target),
        });
        return _channel.SendAsync(message.WithRepeatability(), cancellationToken);
    }

    /// <summary>Does not take a call that came in; nothing more is heard of it.</summary>
    /// <exception cref="RequestFailedException">404/8522: the caller has hung up; 409/8519: it was answered already.</exception>
    public virtual Task<Response> RejectCallAsync(
        string incomingCallContext, CancellationToken cancellationToken = default) =>
        RejectCallAsync(new RejectCallOptions(incomingCallContext), cancellationToken);

    /// <summary>Does not take a call that came in; nothing more is heard of it.</summary>
    /// <exception cref="RequestFailedException">404/8522: the caller has hung up; 409/8519: it was answered already.</exception>
    public virtual Task<Response> RejectCallAsync(
        RejectCallOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var message = _channel.Message(RequestMethod.Post, "/calling/callConnections:reject", new
        {
            incomingCallContext = options.IncomingCallContext,
            callRejectReason = options.CallRejectReason.ToString(),
        });
        return _channel.SendAsync(message.WithRepeatability(), cancellationToken);
    }

    /// <summary>Recordings of calls.</summary>
    public virtual CallRecording GetCallRecording() => new(_channel);

    /// <summary>The call of this id; nothing is asked of the service.</summary>
    public virtual CallConnection GetCallConnection(string callConnectionId) => new(callConnectionId, _channel);

    private async Task<(Response Response, CallConnectionProperties Properties)> SendAsync(
        HttpMessage message, CancellationToken cancellationToken)
    {
        var (response, body) = await _channel.SendForJsonAsync(message.WithRepeatability(), cancellationToken)
            .ConfigureAwait(false);
        return (response, CallConnectionProperties.Read(body));
    }

    private static object? Describe(CallIntelligenceOptions? options) =>
        options?.CognitiveServicesEndpoint is { } endpoint
            ? new { cognitiveServicesEndpoint = endpoint.AbsoluteUri }
            : null;
}
