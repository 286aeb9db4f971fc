using Azure.Core;
using Azure.Identity;

namespace Switchboard.Telephony;

/// <summary>Makes and steers calls through Azure Communication Services.</summary>
public sealed partial class Carrier(TelephonyOptions options, CallbackAddress callbacks, ILogger<Carrier> logger)
{
    // "Media operation is already running": the prompt was started by whoever heard of the answer before.
    private const string MediaOperationRunning = "8500";

    private readonly Lazy<CallAutomationClient?> _client = new(() => Connect(options));

    /// <summary>
    /// Asks the carrier to dial; asking again for the same call never dials twice.
    /// </summary>
    /// <returns>What happened to the call, or null where nobody can know yet: then ask again later.</returns>
    public async Task<CallOccurrence?> DialAsync(PhoneCall call, CancellationToken cancellation)
    {
        if (_client.Value is not { } client)
            return Refused("Neither COMMUNICATION_ENDPOINT nor COMMUNICATION_CONNECTION_STRING is set.");
        if (call.From.Length == 0)
            return Refused("CALLER_NUMBERS is not set: there is no number to call from.");
        if (options.PublicUrl is null)
            return Refused("PUBLIC_URL is not set: ACS would not know where to send the events of calls.");

        try
        {
            var request = new CreateCallOptions(Invite(call), await callbacks.OfAsync(call.Reference, cancellation));
            if (options.CognitiveServicesEndpoint is { } cognitive)
                request.CallIntelligenceOptions = new CallIntelligenceOptions { CognitiveServicesEndpoint = cognitive };
            using (Repeatability.For(call))
            {
                var result = await client.CreateCallAsync(request, cancellation);
                return new CallOccurrence(CallEvent.Accepted, result.Value.CallConnectionProperties.CallConnectionId);
            }
        }
        catch (RequestFailedException refused) when (IsFinal(refused))
        {
            // After its first line, the SDK's message goes on with the headers of the response.
            return Refused(refused.Message.Split('\n', 2)[0].Trim());
        }
        catch (ArgumentException unusable)
        {
            // The SDK does not even send it: ACS takes callback addresses with https alone.
            return Refused(unusable.Message);
        }
        catch (Exception failed) when (ServiceFailure.Is(failed, cancellation))
        {
            LogOutcomeUnknown(call.Reference, failed);
            return null;
        }
    }

    /// <summary>
    /// Starts a call's flow, unless it is playing already; whoever hung up meanwhile does not hear it.
    /// </summary>
    public Task BeginFlowAsync(PhoneCall call, CancellationToken cancellation) => CallFlow.QuestionOf(call) is { } question
        ? TryMediaAsync(call, media => media.StartRecognizingAsync(question, cancellation), cancellation)
        : TryMediaAsync(call, media => media.PlayToAllAsync(CallFlow.PromptOf(call), cancellation), cancellation);

    /// <summary>Thanks whoever has answered the flow's question.</summary>
    public Task ThankAsync(PhoneCall call, CancellationToken cancellation) =>
        TryMediaAsync(call, media => media.PlayToAllAsync(CallFlow.ThanksOf(call), cancellation), cancellation);

    /// <summary>Says something to everybody in a call, unless something is being played.</summary>
    public Task SayAsync(PhoneCall call, string text, CancellationToken cancellation) =>
        TryMediaAsync(call, media => media.PlayToAllAsync(CallFlow.Spoken(text), cancellation), cancellation);

    /// <summary>
    /// Rings somebody else and brings them into a call that was answered; asking again for the same call never rings
    /// twice. A call in which that is not possible ends.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="msisdn">Whom to ring, in E.164.</param>
    /// <param name="from">Our number that it is made from.</param>
    /// <param name="cancellation">Stops asking.</param>
    public async Task InviteAsync(PhoneCall call, string msisdn, string from, CancellationToken cancellation)
    {
        if (Connection(call.ConnectionId) is not { } connection)
            return;
        var invitation = new CallInvite(new PhoneNumberIdentifier(msisdn), new PhoneNumberIdentifier(from));
        try
        {
            using (Repeatability.ForInvitation(call))
                await connection.AddParticipantAsync(new AddParticipantOptions(invitation), cancellation);
        }
        catch (RequestFailedException refused) when (IsFinal(refused))
        {
            LogInvitationRefused(call.Reference, refused.Message);
            await HangUpAsync(call.ConnectionId, cancellation);
        }
    }

    /// <summary>Ends a call for everyone on it; a call that is over stays over.</summary>
    public async Task HangUpAsync(string? connectionId, CancellationToken cancellation)
    {
        if (Connection(connectionId) is not { } connection)
            return;
        try
        {
            await connection.HangUpAsync(forEveryone: true, cancellation);
        }
        catch (RequestFailedException refused) when (IsFinal(refused))
        {
            LogHangUpRefused(connectionId, refused.Message);
        }
    }

    /// <summary>Asks what became of a call.</summary>
    public async Task<CarrierState> AskAsync(PhoneCall call, CancellationToken cancellation)
    {
        if (Connection(call.ConnectionId) is not { } connection)
            return CarrierState.Gone;
        try
        {
            var properties = await connection.GetCallConnectionPropertiesAsync(cancellation);
            var state = properties.Value.CallConnectionState;
            if (state == CallConnectionState.Connecting)
                return CarrierState.Ringing;
            return state == CallConnectionState.Disconnecting || state == CallConnectionState.Disconnected
                ? CarrierState.Gone
                : CarrierState.Connected;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return CarrierState.Gone;
        }
        catch (Exception failed) when (ServiceFailure.Is(failed, cancellation))
        {
            LogNoAnswer(call.Reference, failed);
            return CarrierState.Unknown;
        }
    }

    private async Task TryMediaAsync(PhoneCall call, Func<CallMedia, Task> play, CancellationToken cancellation)
    {
        if (Connection(call.ConnectionId) is not { } connection)
            return;
        try
        {
            await play(connection.GetCallMedia());
        }
        catch (RequestFailedException refused) when (refused.ErrorCode == MediaOperationRunning)
        {
            LogPromptRefused(call.Reference, refused.Message);
        }
        catch (RequestFailedException refused) when (IsFinal(refused))
        {
            LogPromptRefused(call.Reference, refused.Message);
            await HangUpAsync(call.ConnectionId, cancellation);
        }
    }

    /// <summary>Whether asking again is pointless.</summary>
    private static bool IsFinal(RequestFailedException refused) => refused.Status is >= 400 and < 500 and not (408 or 429);

    private static CallOccurrence Refused(string message) => new(CallEvent.Refused, Message: message);

    private static CallAutomationClient? Connect(TelephonyOptions options)
    {
        var clientOptions = new CallAutomationClientOptions();
        clientOptions.Retry.MaxRetries = options.Retries;
        clientOptions.AddPolicy(new Repeatability(), HttpPipelinePosition.PerCall);
        if (options.ConnectionString is { } connectionString)
            return new CallAutomationClient(connectionString, clientOptions);
        return options.Endpoint is { } endpoint
            ? new CallAutomationClient(endpoint, new DefaultAzureCredential(), clientOptions)
            : null;
    }

    private CallConnection? Connection(string? connectionId) =>
        connectionId is null ? null : _client.Value?.GetCallConnection(connectionId);

    private static CallInvite Invite(PhoneCall call) =>
        new(new PhoneNumberIdentifier(call.Msisdn), new PhoneNumberIdentifier(call.From));

    [LoggerMessage(LogLevel.Warning, "Whether {Call} is being dialled is not known; the sweep will ask again.")]
    private partial void LogOutcomeUnknown(CallReference call, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The prompt of {Call} was refused: {Reason}")]
    private partial void LogPromptRefused(CallReference call, string reason);

    [LoggerMessage(LogLevel.Warning, "Bringing somebody into {Call} was refused: {Reason}")]
    private partial void LogInvitationRefused(CallReference call, string reason);

    [LoggerMessage(LogLevel.Debug, "Hanging up {Connection} was refused: {Reason}")]
    private partial void LogHangUpRefused(string? connection, string reason);

    [LoggerMessage(LogLevel.Warning, "The carrier could not be asked about {Call}.")]
    private partial void LogNoAnswer(CallReference call, Exception exception);
}
