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
        return PlayAsync(
            options.PlaySources,
            options.PlayTo,
            options.Loop,
            options.OperationContext,
            options.OperationCallbackUri,
            interrupt: false,
            cancellationToken);
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
        return PlayAsync(
            options.PlaySources,
            [],
            options.Loop,
            options.OperationContext,
            options.OperationCallbackUri,
            options.InterruptCallMediaOperation,
            cancellationToken);
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

    private async Task<Response<PlayResult>> PlayAsync(
        IEnumerable<PlaySource> sources,
        IEnumerable<CommunicationIdentifier> playTo,
        bool loop,
        string? operationContext,
        Uri? operationCallbackUri,
        bool interrupt,
        CancellationToken cancellationToken)
    {
        var message = _channel.Message(RequestMethod.Post, Path(":play"), new
        {
            playSources = sources.Select(source => source.Write()).ToArray(),
            playTo = playTo.Select(IdentifierJson.Write).ToArray(),
            interruptCallMediaOperation = interrupt,
            playOptions = new { loop },
            operationContext = operationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = operationCallbackUri?.AbsoluteUri,
        });
        var response = await _channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new PlayResult(), response);
    }

    private string Path(string action) => $"/calling/callConnections/{Uri.EscapeDataString(CallConnectionId)}{action}";
}
