namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Makes events and results, for tests.</summary>
public static class CallAutomationModelFactory
{
    /// <summary>A result.</summary>
    public static ResultInformation ResultInformation(int? code = null, int? subCode = null, string? message = null) =>
        new(code, subCode, message);

    /// <summary>A participant.</summary>
    public static CallParticipant CallParticipant(
        CommunicationIdentifier? identifier = null, bool isMuted = false, bool isOnHold = false) =>
        new(identifier, isMuted, isOnHold);

    /// <summary>Keys that were pressed.</summary>
    public static DtmfResult DtmfResult(IEnumerable<DtmfTone>? tones = null) => new(tones ?? []);

    /// <summary>A call that was begun.</summary>
    public static CreateCallResult CreateCallResult(
        CallConnection? callConnection = null, CallConnectionProperties? callConnectionProperties = null) =>
        new(callConnection!, callConnectionProperties!);

    /// <summary>A <see cref="CallAutomation.CallConnected"/>.</summary>
    public static CallConnected CallConnected(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null) =>
        Fill(new CallConnected(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.CallDisconnected"/>.</summary>
    public static CallDisconnected CallDisconnected(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null) =>
        Fill(
            new CallDisconnected(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.CreateCallFailed"/>.</summary>
    public static CreateCallFailed CreateCallFailed(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        ResultInformation? resultInformation = null,
        string? operationContext = null) =>
        Fill(
            new CreateCallFailed(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.AnswerFailed"/>.</summary>
    public static AnswerFailed AnswerFailed(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        ResultInformation? resultInformation = null,
        string? operationContext = null) =>
        Fill(new AnswerFailed(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.ParticipantsUpdated"/>.</summary>
    public static ParticipantsUpdated ParticipantsUpdated(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        IEnumerable<CallParticipant>? participants = null,
        int sequenceNumber = 0,
        ResultInformation? resultInformation = null) =>
        Fill(
            new ParticipantsUpdated { Participants = [.. participants ?? []], SequenceNumber = sequenceNumber },
            callConnectionId,
            serverCallId,
            correlationId,
            operationContext: null,
            resultInformation);

    /// <summary>A <see cref="CallAutomation.PlayStarted"/>.</summary>
    public static PlayStarted PlayStarted(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null) =>
        Fill(new PlayStarted(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.PlayCompleted"/>.</summary>
    public static PlayCompleted PlayCompleted(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null) =>
        Fill(new PlayCompleted(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.PlayCanceled"/>.</summary>
    public static PlayCanceled PlayCanceled(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null) =>
        Fill(new PlayCanceled(), callConnectionId, serverCallId, correlationId, operationContext, resultInformation);

    /// <summary>A <see cref="CallAutomation.RecognizeCanceled"/>.</summary>
    public static RecognizeCanceled RecognizeCanceled(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null) =>
        Fill(
            new RecognizeCanceled(),
            callConnectionId,
            serverCallId,
            correlationId,
            operationContext,
            resultInformation);

    /// <summary>A <see cref="CallAutomation.PlayFailed"/>.</summary>
    public static PlayFailed PlayFailed(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null,
        int? failedPlaySourceIndex = null) =>
        Fill(
            new PlayFailed { FailedPlaySourceIndex = failedPlaySourceIndex },
            callConnectionId,
            serverCallId,
            correlationId,
            operationContext,
            resultInformation);

    /// <summary>A <see cref="CallAutomation.RecognizeFailed"/>.</summary>
    public static RecognizeFailed RecognizeFailed(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null,
        int? failedPlaySourceIndex = null) =>
        Fill(
            new RecognizeFailed { FailedPlaySourceIndex = failedPlaySourceIndex },
            callConnectionId,
            serverCallId,
            correlationId,
            operationContext,
            resultInformation);

    /// <summary>A <see cref="CallAutomation.RecognizeCompleted"/>.</summary>
    public static RecognizeCompleted RecognizeCompleted(
        string? callConnectionId = null,
        string? serverCallId = null,
        string? correlationId = null,
        string? operationContext = null,
        ResultInformation? resultInformation = null,
        CallMediaRecognitionType recognitionType = default,
        RecognizeResult? recognizeResult = null) =>
        Fill(
            new RecognizeCompleted { RecognitionType = recognitionType, RecognizeResult = recognizeResult },
            callConnectionId,
            serverCallId,
            correlationId,
            operationContext,
            resultInformation);

    private static TEvent Fill<TEvent>(
        TEvent made,
        string? callConnectionId,
        string? serverCallId,
        string? correlationId,
        string? operationContext,
        ResultInformation? resultInformation)
        where TEvent : CallAutomationEventBase
    {
        made.CallConnectionId = callConnectionId!;
        made.ServerCallId = serverCallId;
        made.CorrelationId = correlationId;
        made.OperationContext = operationContext;
        made.ResultInformation = resultInformation;
        return made;
    }
}
