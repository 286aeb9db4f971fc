using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Plays to a call's participants and listens to the keys they press.</summary>
public class CallMedia
{
    private readonly CommunicationChannel _channel = null!;

    /// <summary>For mocks.</summary>
    protected CallMedia()
    {
    }

    internal CallMedia(string callConnectionId, CommunicationChannel channel)
    {
        CallConnectionId = callConnectionId;
        _channel = channel;
    }

    /// <summary>The call's id.</summary>
    public virtual string CallConnectionId { get; } = null!;

    /// <summary>Plays to some participants.</summary>
    public virtual Task<Response<PlayResult>> PlayAsync(
        PlaySource playSource,
        IEnumerable<CommunicationIdentifier> playTo,
        CancellationToken cancellationToken = default) =>
        PlayAsync(new PlayOptions(playSource, playTo), cancellationToken);

    /// <summary>Plays one thing after the other to some participants.</summary>
    public virtual Task<Response<PlayResult>> PlayAsync(
        IEnumerable<PlaySource> playSources,
        IEnumerable<CommunicationIdentifier> playTo,
        CancellationToken cancellationToken = default) =>
        PlayAsync(new PlayOptions(playSources, playTo), cancellationToken);

    /// <summary>Plays to some participants; PlayCompleted, PlayFailed or PlayCanceled tell how it ended.</summary>
    /// <exception cref="RequestFailedException">
    /// 404/8522: the call is over; 400/8501: not answered yet; 400/8500: something else is being played.
    /// </exception>
    public virtual Task<Response<PlayResult>> PlayAsync(
        PlayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PlayAsync(PlayRequest.Write(options), cancellationToken);
    }

    /// <summary>Plays to everyone.</summary>
    public virtual Task<Response<PlayResult>> PlayToAllAsync(
        PlaySource playSource, CancellationToken cancellationToken = default) =>
        PlayToAllAsync(new PlayToAllOptions(playSource), cancellationToken);

    /// <summary>Plays one thing after the other to everyone.</summary>
    public virtual Task<Response<PlayResult>> PlayToAllAsync(
        IEnumerable<PlaySource> playSources, CancellationToken cancellationToken = default) =>
        PlayToAllAsync(new PlayToAllOptions(playSources), cancellationToken);

    /// <summary>Plays to everyone; PlayCompleted, PlayFailed or PlayCanceled tell how it ended.</summary>
    /// <exception cref="RequestFailedException">
    /// 404/8522: the call is over; 400/8501: not answered yet; 400/8500: something else is being played.
    /// </exception>
    public virtual Task<Response<PlayResult>> PlayToAllAsync(
        PlayToAllOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PlayAsync(PlayRequest.Write(options), cancellationToken);
    }

    /// <summary>Waits for keys; RecognizeCompleted, RecognizeFailed or RecognizeCanceled tell how it ended.</summary>
    /// <exception cref="RequestFailedException">
    /// 404/8522: the call is over; 400/8501: not answered yet; 400/8500: something else is being played.
    /// </exception>
    public virtual async Task<Response<StartRecognizingCallMediaResult>> StartRecognizingAsync(
        CallMediaRecognizeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var message = _channel.Message(RequestMethod.Post, Path(":recognize"), RecognizeRequest.Write(options));
        var response = await _channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new StartRecognizingCallMediaResult(), response);
    }

    /// <summary>Ends whatever is being played or recognized.</summary>
    /// <exception cref="RequestFailedException">404 with code 8522: the call is over.</exception>
    public virtual async Task<Response<CancelAllMediaOperationsResult>> CancelAllMediaOperationsAsync(
        CancellationToken cancellationToken = default)
    {
        var message = _channel.Message(RequestMethod.Post, Path(":cancelAllMediaOperations"));
        var response = await _channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new CancelAllMediaOperationsResult(), response);
    }

    /// <summary>Sends keys to someone.</summary>
    public virtual Task<Response<SendDtmfTonesResult>> SendDtmfTonesAsync(
        IEnumerable<DtmfTone> tones,
        CommunicationIdentifier targetParticipant,
        CancellationToken cancellationToken = default) =>
        SendDtmfTonesAsync(new SendDtmfTonesOptions(tones, targetParticipant), cancellationToken);

    /// <summary>Sends keys to someone; SendDtmfTonesCompleted tells when that is done.</summary>
    /// <exception cref="RequestFailedException">404: the call is over, or they are not in it.</exception>
    public virtual async Task<Response<SendDtmfTonesResult>> SendDtmfTonesAsync(
        SendDtmfTonesOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var message = _channel.Message(RequestMethod.Post, Path(":sendDtmfTones"), new
        {
            tones = options.Tones.Select(tone => tone.ToString()).ToArray(),
            targetParticipant = IdentifierJson.Write(options.TargetParticipant),
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = options.OperationCallbackUri?.AbsoluteUri,
        });
        var (response, body) = await _channel.SendForJsonAsync(message.WithRepeatability(), cancellationToken)
            .ConfigureAwait(false);
        return Response.FromValue(new SendDtmfTonesResult(body), response);
    }

    /// <summary>Begins to tell every key that someone presses.</summary>
    public virtual Task<Response> StartContinuousDtmfRecognitionAsync(
        CommunicationIdentifier targetParticipant, CancellationToken cancellationToken = default) =>
        StartContinuousDtmfRecognitionAsync(new ContinuousDtmfRecognitionOptions(targetParticipant), cancellationToken);

    /// <summary>Begins to tell every key that someone presses, by ContinuousDtmfRecognitionToneReceived.</summary>
    public virtual Task<Response> StartContinuousDtmfRecognitionAsync(
        ContinuousDtmfRecognitionOptions options, CancellationToken cancellationToken = default) =>
        WatchKeysAsync(":startContinuousDtmfRecognition", options, cancellationToken);

    /// <summary>Ends telling every key.</summary>
    public virtual Task<Response> StopContinuousDtmfRecognitionAsync(
        CommunicationIdentifier targetParticipant, CancellationToken cancellationToken = default) =>
        StopContinuousDtmfRecognitionAsync(new ContinuousDtmfRecognitionOptions(targetParticipant), cancellationToken);

    /// <summary>Ends telling every key; ContinuousDtmfRecognitionStopped says so.</summary>
    public virtual Task<Response> StopContinuousDtmfRecognitionAsync(
        ContinuousDtmfRecognitionOptions options, CancellationToken cancellationToken = default) =>
        WatchKeysAsync(":stopContinuousDtmfRecognition", options, cancellationToken);

    /// <summary>Keeps someone waiting.</summary>
    public virtual Task<Response> HoldAsync(
        CommunicationIdentifier targetParticipant, CancellationToken cancellationToken = default) =>
        HoldAsync(new HoldOptions(targetParticipant), cancellationToken);

    /// <summary>Keeps someone waiting; ParticipantsUpdated says so.</summary>
    /// <exception cref="RequestFailedException">404: the call is over, or they are not in it.</exception>
    public virtual Task<Response> HoldAsync(HoldOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PostAsync(
            ":hold",
            options.TargetParticipant,
            options.OperationContext,
            options.OperationCallbackUri,
            cancellationToken,
            options.PlaySource?.Write());
    }

    /// <summary>Lets someone wait no longer.</summary>
    public virtual Task<Response> UnholdAsync(
        CommunicationIdentifier targetParticipant, CancellationToken cancellationToken = default) =>
        UnholdAsync(new UnholdOptions(targetParticipant), cancellationToken);

    /// <summary>Lets someone wait no longer; ParticipantsUpdated says so.</summary>
    /// <exception cref="RequestFailedException">404: the call is over, or they are not in it.</exception>
    public virtual Task<Response> UnholdAsync(UnholdOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PostAsync(
            ":unhold",
            options.TargetParticipant,
            options.OperationContext,
            options.OperationCallbackUri,
            cancellationToken);
    }

    private Task<Response> WatchKeysAsync(
        string action, ContinuousDtmfRecognitionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PostAsync(
            action,
            options.TargetParticipant,
            options.OperationContext,
            options.OperationCallbackUri,
            cancellationToken);
    }

    private Task<Response> PostAsync(
        string action,
        CommunicationIdentifier target,
        string? operationContext,
        Uri? operationCallbackUri,
        CancellationToken cancellationToken,
        object? playSource = null)
    {
        var message = _channel.Message(RequestMethod.Post, Path(action), new
        {
            targetParticipant = IdentifierJson.Write(target),
            playSourceInfo = playSource,
            operationContext,
            operationCallbackUri = operationCallbackUri?.AbsoluteUri,
        });
        return _channel.SendAsync(message, cancellationToken);
    }

    private async Task<Response<PlayResult>> PlayAsync(object request, CancellationToken cancellationToken)
    {
        var message = _channel.Message(RequestMethod.Post, Path(":play"), request);
        var response = await _channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new PlayResult(), response);
    }

    private string Path(string action) => $"/calling/callConnections/{Uri.EscapeDataString(CallConnectionId)}{action}";
}
