using System.Text.Json;
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

    /// <summary>Hands the call on to someone; the application is out of it when they answer.</summary>
    /// <exception cref="RequestFailedException">
    /// 404/8522: the call is over; 409/8519: it cannot be handed on now.
    /// </exception>
    public virtual Task<Response<TransferCallToParticipantResult>> TransferCallToParticipantAsync(
        CommunicationIdentifier targetParticipant, CancellationToken cancellationToken = default) =>
        TransferCallToParticipantAsync(
            targetParticipant switch
            {
                CommunicationUserIdentifier user => new TransferToParticipantOptions(user),
                PhoneNumberIdentifier phone => new TransferToParticipantOptions(phone),
                _ => throw new ArgumentException(
                    "Only users and telephones can take a call.", nameof(targetParticipant)),
            },
            cancellationToken);

    /// <summary>Hands the call on to someone; the application is out of it when they answer.</summary>
    /// <exception cref="RequestFailedException">
    /// 404/8522: the call is over; 409/8519: it cannot be handed on now.
    /// </exception>
    public virtual async Task<Response<TransferCallToParticipantResult>> TransferCallToParticipantAsync(
        TransferToParticipantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (response, body) = await PostAsync(":transferToParticipant", new
        {
            targetParticipant = IdentifierJson.Write(options.Target),
            transferee = options.Transferee is { } transferee ? IdentifierJson.Write(transferee) : null,
            sourceCallerIdNumber = options.SourceCallerIdNumber is { } caller
                ? new { value = caller.PhoneNumber }
                : null,
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = options.OperationCallbackUri?.AbsoluteUri,
        }, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new TransferCallToParticipantResult(body), response);
    }

    /// <summary>Brings someone into the call.</summary>
    /// <exception cref="RequestFailedException">404/8522: the call is over; 400/8501: not answered yet.</exception>
    public virtual Task<Response<AddParticipantResult>> AddParticipantAsync(
        CallInvite participantToAdd, CancellationToken cancellationToken = default) =>
        AddParticipantAsync(new AddParticipantOptions(participantToAdd), cancellationToken);

    /// <summary>
    /// Brings someone into the call; AddParticipantSucceeded or AddParticipantFailed tell whether they came.
    /// </summary>
    /// <exception cref="RequestFailedException">404/8522: the call is over; 400/8501: not answered yet.</exception>
    public virtual async Task<Response<AddParticipantResult>> AddParticipantAsync(
        AddParticipantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var invite = options.ParticipantToAdd;
        var (response, body) = await PostAsync("/participants:add", new
        {
            participantToAdd = IdentifierJson.Write(invite.Target),
            sourceCallerIdNumber = invite.SourceCallerIdNumber is { } caller
                ? new { value = caller.PhoneNumber }
                : null,
            sourceDisplayName = invite.SourceDisplayName,
            invitationTimeoutInSeconds = options.InvitationTimeoutInSeconds,
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = options.OperationCallbackUri?.AbsoluteUri,
        }, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new AddParticipantResult(body), response);
    }

    /// <summary>Takes an invitation back.</summary>
    public virtual Task<Response<CancelAddParticipantOperationResult>> CancelAddParticipantOperationAsync(
        string invitationId, CancellationToken cancellationToken = default) =>
        CancelAddParticipantOperationAsync(new CancelAddParticipantOperationOptions(invitationId), cancellationToken);

    /// <summary>Takes an invitation back; an event tells whether that was in time.</summary>
    public virtual async Task<Response<CancelAddParticipantOperationResult>> CancelAddParticipantOperationAsync(
        CancelAddParticipantOperationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (response, body) = await PostAsync("/participants:cancelAddParticipant", new
        {
            invitationId = options.InvitationId,
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = options.OperationCallbackUri?.AbsoluteUri,
        }, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new CancelAddParticipantOperationResult(body), response);
    }

    /// <summary>Takes someone out of the call.</summary>
    public virtual Task<Response<RemoveParticipantResult>> RemoveParticipantAsync(
        CommunicationIdentifier participantToRemove,
        string? operationContext = default,
        CancellationToken cancellationToken = default) =>
        RemoveParticipantAsync(
            new RemoveParticipantOptions(participantToRemove) { OperationContext = operationContext },
            cancellationToken);

    /// <summary>Takes someone out of the call; an event tells whether they were in it.</summary>
    public virtual async Task<Response<RemoveParticipantResult>> RemoveParticipantAsync(
        RemoveParticipantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (response, body) = await PostAsync("/participants:remove", new
        {
            participantToRemove = IdentifierJson.Write(options.ParticipantToRemove),
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = options.OperationCallbackUri?.AbsoluteUri,
        }, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new RemoveParticipantResult(body), response);
    }

    /// <summary>Mutes a user of the resource.</summary>
    /// <exception cref="RequestFailedException">404: they are not in the call; 400: a telephone.</exception>
    public virtual Task<Response<MuteParticipantResult>> MuteParticipantAsync(
        CommunicationIdentifier targetParticipant, CancellationToken cancellationToken = default) =>
        MuteParticipantAsync(new MuteParticipantOptions(targetParticipant), cancellationToken);

    /// <summary>Mutes a user of the resource.</summary>
    /// <exception cref="RequestFailedException">404: they are not in the call; 400: a telephone.</exception>
    public virtual async Task<Response<MuteParticipantResult>> MuteParticipantAsync(
        MuteParticipantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (response, body) = await PostAsync("/participants:mute", new
        {
            targetParticipants = new[] { IdentifierJson.Write(options.TargetParticipant) },
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
        }, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new MuteParticipantResult(body), response);
    }

    /// <summary>What is heard and pressed in the call.</summary>
    public virtual CallMedia GetCallMedia() => new(CallConnectionId, _channel);

    private Task<(Response Response, JsonElement Body)> PostAsync(
        string action, object body, CancellationToken cancellationToken) =>
        _channel.SendForJsonAsync(
            _channel.Message(RequestMethod.Post, Path + action, body).WithRepeatability(), cancellationToken);
}
