using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call under way.</summary>
public class CallConnection
{
    private readonly CommunicationChannel _channel = null!;

    /// <summary>For mocks.</summary>
    protected CallConnection()
    {
    }

    internal CallConnection(string callConnectionId, CommunicationChannel channel)
    {
        CallConnectionId = callConnectionId;
        _channel = channel;
    }

    /// <summary>The call's id.</summary>
    public virtual string CallConnectionId { get; } = null!;

    private string Path => "/calling/callConnections/" + Uri.EscapeDataString(CallConnectionId);

    /// <summary>Leaves the call, or ends it for everyone.</summary>
    /// <exception cref="RequestFailedException">404 with code 8522: the call is over.</exception>
    public virtual Task<Response> HangUpAsync(bool forEveryone, CancellationToken cancellationToken = default)
    {
        var message = forEveryone
            ? _channel.Message(RequestMethod.Post, Path + ":terminate").WithRepeatability()
            : _channel.Message(RequestMethod.Delete, Path);
        return _channel.SendAsync(message, cancellationToken);
    }

    /// <summary>What the service knows of the call.</summary>
    /// <exception cref="RequestFailedException">404 with code 8522: the call is over.</exception>
    public virtual async Task<Response<CallConnectionProperties>> GetCallConnectionPropertiesAsync(
        CancellationToken cancellationToken = default)
    {
        var message = _channel.Message(RequestMethod.Get, Path);
        var (response, body) = await _channel.SendForJsonAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(CallConnectionProperties.Read(body), response);
    }

    /// <summary>Who is in the call.</summary>
    /// <exception cref="RequestFailedException">404 with code 8522: the call is over.</exception>
    public virtual async Task<Response<IReadOnlyList<CallParticipant>>> GetParticipantsAsync(
        CancellationToken cancellationToken = default)
    {
        var message = _channel.Message(RequestMethod.Get, Path + "/participants");
        var (response, body) = await _channel.SendForJsonAsync(message, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CallParticipant> participants = [.. body.Items("value").Select(CallParticipant.Read)];
        return Response.FromValue(participants, response);
    }

    /// <summary>One who is in the call.</summary>
    /// <exception cref="RequestFailedException">404: the call is over, or they are not in it.</exception>
    public virtual async Task<Response<CallParticipant>> GetParticipantAsync(
        CommunicationIdentifier participantIdentifier, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(participantIdentifier);
        var message = _channel.Message(
            RequestMethod.Get, $"{Path}/participants/{Uri.EscapeDataString(participantIdentifier.RawId)}");
        var (response, body) = await _channel.SendForJsonAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(CallParticipant.Read(body), response);
    }

    /// <summary>What is heard and pressed in the call.</summary>
    public virtual CallMedia GetCallMedia() => new(CallConnectionId, _channel);
}
