using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Recordings of calls. The embedded service tells how they stand; it makes no files.</summary>
public class CallRecording
{
    private const string Root = "/calling/recordings";

    private readonly CommunicationChannel _channel = null!;

    /// <summary>For mocks.</summary>
    protected CallRecording()
    {
    }

    internal CallRecording(CommunicationChannel channel) => _channel = channel;

    /// <summary>Records.</summary>
    /// <exception cref="RequestFailedException">404/8522: the call is over; 400/8501: not answered yet.</exception>
    public virtual Task<Response<RecordingStateResult>> StartAsync(
        StartRecordingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var message = _channel.Message(RequestMethod.Post, Root, new
        {
            callConnectionId = options.CallConnectionId,
            callLocator = options.CallLocator?.Wire,
            recordingStateCallbackUri = options.RecordingStateCallbackUri?.AbsoluteUri,
            pauseOnStart = options.PauseOnStart,
        });
        return ReadAsync(message.WithRepeatability(), cancellationToken);
    }

    /// <summary>How a recording stands.</summary>
    /// <exception cref="RequestFailedException">404: it is over.</exception>
    public virtual Task<Response<RecordingStateResult>> GetStateAsync(
        string recordingId, CancellationToken cancellationToken = default) =>
        ReadAsync(_channel.Message(RequestMethod.Get, Path(recordingId)), cancellationToken);

    /// <summary>Pauses a recording.</summary>
    /// <exception cref="RequestFailedException">404: it is over.</exception>
    public virtual Task<Response> PauseAsync(string recordingId, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(_channel.Message(RequestMethod.Post, Path(recordingId) + ":pause"), cancellationToken);

    /// <summary>Goes on with a recording.</summary>
    /// <exception cref="RequestFailedException">404: it is over.</exception>
    public virtual Task<Response> ResumeAsync(string recordingId, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(_channel.Message(RequestMethod.Post, Path(recordingId) + ":resume"), cancellationToken);

    /// <summary>Ends a recording.</summary>
    /// <exception cref="RequestFailedException">404: it is over.</exception>
    public virtual Task<Response> StopAsync(string recordingId, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(_channel.Message(RequestMethod.Delete, Path(recordingId)), cancellationToken);

    private async Task<Response<RecordingStateResult>> ReadAsync(
        HttpMessage message, CancellationToken cancellationToken)
    {
        var (response, body) = await _channel.SendForJsonAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new RecordingStateResult(body), response);
    }

    private static string Path(string recordingId)
    {
        ArgumentException.ThrowIfNullOrEmpty(recordingId);
        return $"{Root}/{Uri.EscapeDataString(recordingId)}";
    }
}
