using Switchboard.Telephony;

namespace Switchboard.Callbacks;

/// <summary>
/// Whoever answers is asked to wait while the agent's phone rings. When the agent takes the call, they talk until one of
/// them hangs up; otherwise the person hears so and the call ends.
/// </summary>
public sealed class ConnectingFlow(CallLog calls, AgentLegs legs, Carrier carrier, TimeProvider clock) : ICallFlow
{
    private const string PleaseWait = "Hello. This is your call back. Please hold the line while we connect you.";
    private const string NobodyFree = "Nobody can take your call right now. We will call you again. Good bye.";

    /// <inheritdoc/>
    public string Owner => AgentLegs.Owner;

    /// <inheritdoc/>
    public async Task BeginAsync(PhoneCall call, CancellationToken cancellation)
    {
        if (await legs.FindAsync(call.Reference, cancellation) is not { JoinedAt: null, Refusal: null } leg)
            return;
        await carrier.InviteAsync(call, leg.Agent, leg.From, cancellation);
        await carrier.SayAsync(call, PleaseWait, cancellation);
    }

    /// <inheritdoc/>
    public async Task HandleAsync(CallReference call, CallAutomationEventBase happened, CancellationToken cancellation)
    {
        if (await legs.FindAsync(call, cancellation) is not { } leg)
            return;
        switch (happened)
        {
            case AddParticipantSucceeded when leg.JoinedAt is null:
                await legs.KeepAsync(call, nameof(AgentLeg.JoinedAt), clock.GetUtcNow(), cancellation);
                break;

            case AddParticipantFailed failed when leg is { JoinedAt: null, Refusal: null }:
                var reason = failed.ResultInformation?.Message ?? "";
                await legs.KeepAsync(call, nameof(AgentLeg.Refusal), reason, cancellation);
                if (await calls.FindAsync(call, cancellation) is { Status: CallStatus.InProgress } waiting)
                    await carrier.SayAsync(waiting, NobodyFree, cancellation);
                break;

            // That one of them hung up: as soon as there were two.
            case ParticipantsUpdated { SequenceNumber: { } place, Participants.Count: > 1 } when place > (leg.TogetherSince ?? -1):
                await legs.KeepAsync(call, nameof(AgentLeg.TogetherSince), place, cancellation);
                break;

            case ParticipantsUpdated { SequenceNumber: { } place, Participants.Count: <= 1 } when place > leg.TogetherSince:
                await carrier.HangUpAsync(happened.CallConnectionId, cancellation);
                break;

            // What was said last was that nobody is free.
            case PlayCompleted or PlayFailed when leg.Refusal is not null:
                await carrier.HangUpAsync(happened.CallConnectionId, cancellation);
                break;
        }
    }
}
