using Azure.Messaging;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Reads what the service sends to callback URIs.</summary>
public static class CallAutomationEventParser
{
    private const string Prefix = "Microsoft.Communication.";

    private static readonly Dictionary<string, Func<string, CallAutomationEventBase>> Kinds = new()
    {
        [nameof(CallConnected)] = CallConnected.Deserialize,
        [nameof(CallDisconnected)] = CallDisconnected.Deserialize,
        [nameof(CreateCallFailed)] = CreateCallFailed.Deserialize,
        [nameof(AnswerFailed)] = AnswerFailed.Deserialize,
        [nameof(ParticipantsUpdated)] = ParticipantsUpdated.Deserialize,
        [nameof(PlayStarted)] = PlayStarted.Deserialize,
        [nameof(PlayCompleted)] = PlayCompleted.Deserialize,
        [nameof(PlayFailed)] = PlayFailed.Deserialize,
        [nameof(PlayCanceled)] = PlayCanceled.Deserialize,
        [nameof(RecognizeCompleted)] = RecognizeCompleted.Deserialize,
        [nameof(RecognizeFailed)] = RecognizeFailed.Deserialize,
        [nameof(RecognizeCanceled)] = RecognizeCanceled.Deserialize,
        [nameof(AddParticipantSucceeded)] = AddParticipantSucceeded.Deserialize,
        [nameof(AddParticipantFailed)] = AddParticipantFailed.Deserialize,
        [nameof(RemoveParticipantSucceeded)] = RemoveParticipantSucceeded.Deserialize,
        [nameof(RemoveParticipantFailed)] = RemoveParticipantFailed.Deserialize,
        [nameof(CancelAddParticipantSucceeded)] = CancelAddParticipantSucceeded.Deserialize,
        [nameof(CancelAddParticipantFailed)] = CancelAddParticipantFailed.Deserialize,
        [nameof(CallTransferAccepted)] = CallTransferAccepted.Deserialize,
        [nameof(CallTransferFailed)] = CallTransferFailed.Deserialize,
        [nameof(SendDtmfTonesCompleted)] = SendDtmfTonesCompleted.Deserialize,
        [nameof(SendDtmfTonesFailed)] = SendDtmfTonesFailed.Deserialize,
        [nameof(ContinuousDtmfRecognitionToneReceived)] = ContinuousDtmfRecognitionToneReceived.Deserialize,
        [nameof(ContinuousDtmfRecognitionStopped)] = ContinuousDtmfRecognitionStopped.Deserialize,
        [nameof(RecordingStateChanged)] = RecordingStateChanged.Deserialize,
    };

    /// <summary>The event in a CloudEvent; null for a type that is not known.</summary>
    public static CallAutomationEventBase? Parse(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return Parse(cloudEvent.Data!.ToString(), cloudEvent.Type);
    }

    /// <summary>The event in a CloudEvent's JSON; null for a type that is not known.</summary>
    public static CallAutomationEventBase? Parse(BinaryData json) => Parse(CloudEvent.Parse(json)!);

    /// <summary>The event whose data and type these are; null for a type that is not known.</summary>
    public static CallAutomationEventBase? Parse(string eventData, string eventType)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        var kind = eventType.Replace(Prefix, "", StringComparison.Ordinal);
        return Kinds.TryGetValue(kind, out var read) ? read(eventData) : null;
    }

    /// <summary>The events in CloudEvents, one for each; null for those of a type that is not known.</summary>
    public static CallAutomationEventBase?[] ParseMany(CloudEvent[] cloudEvents)
    {
        ArgumentNullException.ThrowIfNull(cloudEvents);
        return [.. cloudEvents.Select(Parse)];
    }

    /// <summary>The events in a JSON array of CloudEvents; null for those of a type that is not known.</summary>
    public static CallAutomationEventBase?[] ParseMany(BinaryData json) => ParseMany(CloudEvent.ParseMany(json));
}
