namespace Switchboard.Telephony;

/// <summary>
/// Acts on the events that ACS sends about a call. They may come twice, in any order and before the answer to the
/// request that caused them: the transition table decides what they change, and the carrier does not play two prompts
/// at a time.
/// </summary>
public sealed class CallEventHandler(CallLog calls, Carrier carrier, IEnumerable<ICallFlow> flows)
{
    /// <summary>Handles one event.</summary>
    public async Task HandleAsync(CallReference call, CallAutomationEventBase happened, CancellationToken cancellation)
    {
        switch (happened)
        {
            case CallConnected:
                await AnsweredAsync(call, happened.CallConnectionId, cancellation);
                break;

            case CreateCallFailed or CallDisconnected:
                await calls.RecordAsync(call, Outcome(happened), cancellation);
                break;

            case var _ when FlowOf(call) is { } flow:
                await flow.HandleAsync(call, happened, cancellation);
                break;

            case RecognizeCompleted recognized:
                await RepliedAsync(call, recognized, cancellation);
                break;

            // Whoever pressed nothing, a voicemail for example, has heard the question.
            case PlayCompleted or PlayFailed or RecognizeFailed or RecognizeCanceled:
                await carrier.HangUpAsync(happened.CallConnectionId, cancellation);
                break;
        }
    }

    /// <summary>
    /// Records that a call was answered and starts its flow. News of a call that is in progress already starts it as
    /// well: whoever heard of the answer before may have died in between. The carrier does not play two at a time.
    /// A call that was cancelled, but not for the carrier, ends here.
    /// </summary>
    internal async Task AnsweredAsync(CallReference call, string? connectionId, CancellationToken cancellation)
    {
        var answered = await calls.RecordAsync(call, new CallOccurrence(CallEvent.Answered, connectionId), cancellation)
            ?? await calls.FindAsync(call, cancellation);
        switch (answered)
        {
            case { Status: CallStatus.InProgress } when FlowOf(call) is { } flow:
                await flow.BeginAsync(answered, cancellation);
                break;

            case { Status: CallStatus.InProgress, Digits: null }:
                await carrier.BeginFlowAsync(answered, cancellation);
                break;

            case { Status: CallStatus.Canceled }:
                await carrier.HangUpAsync(connectionId, cancellation);
                break;
        }
    }

    private ICallFlow? FlowOf(CallReference call) => flows.FirstOrDefault(flow => flow.Owner == call.Owner);

    private async Task RepliedAsync(CallReference call, RecognizeCompleted recognized, CancellationToken cancellation)
    {
        var digits = CallFlow.DigitsOf(recognized);
        var replied = await calls.RecordAsync(
            call, new CallOccurrence(CallEvent.Replied, recognized.CallConnectionId, Digits: digits), cancellation)
            ?? await calls.FindAsync(call, cancellation);
        if (replied is { Status: CallStatus.InProgress })
            await carrier.ThankAsync(replied, cancellation);
    }

    private static CallOccurrence Outcome(CallAutomationEventBase happened)
    {
        var result = happened.ResultInformation;
        var outcome = CallResult.From(result?.Code, result?.SubCode);
        return new CallOccurrence(
            // A call that was never made cannot have ended normally, whatever code came with the news.
            happened is CreateCallFailed && outcome == CallEvent.Ended ? CallEvent.Unreachable : outcome,
            happened.CallConnectionId,
            result?.Code,
            result?.SubCode,
            outcome == CallEvent.Ended ? null : result?.Message);
    }
}
