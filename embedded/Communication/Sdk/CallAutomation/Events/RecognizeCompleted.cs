using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Something was recognized.</summary>
public class RecognizeCompleted : CallAutomationEventBase
{
    internal RecognizeCompleted()
    {
    }

    /// <summary>What was recognized: keys, a choice or speech.</summary>
    public CallMediaRecognitionType RecognitionType { get; set; }

    /// <summary>The result; for keys a <see cref="DtmfResult"/>.</summary>
    public RecognizeResult? RecognizeResult { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static RecognizeCompleted Deserialize(string content) => Read(content, data =>
    {
        var type = new CallMediaRecognitionType(data.Text("recognitionType") ?? "");
        return new RecognizeCompleted
        {
            RecognitionType = type,
            RecognizeResult = type == CallMediaRecognitionType.Dtmf && data.Child("dtmfResult") is { } dtmf
                ? new DtmfResult(dtmf.Items("tones").Select(tone => new DtmfTone(tone.GetString()!)))
                : data.Child("choiceResult") is { } choice
                    ? new ChoiceResult(choice.Text("label") ?? "", choice.Text("recognizedPhrase"))
                    : null,
        };
    });

    /// <summary>The event's data as JSON.</summary>
    public string Serialize() => JsonSerializer.Serialize(
        new
        {
            callConnectionId = CallConnectionId,
            serverCallId = ServerCallId,
            correlationId = CorrelationId,
            operationContext = OperationContext,
            resultInformation = ResultInformation,
            recognitionType = RecognitionType.ToString(),
            dtmfResult = RecognizeResult is DtmfResult dtmf
                ? new { tones = dtmf.Tones.Select(tone => tone.ToString()).ToArray() }
                : null,
            choiceResult = RecognizeResult is ChoiceResult choice
                ? new { label = choice.Label, recognizedPhrase = choice.RecognizedPhrase }
                : null,
        },
        WireJson.Options);
}
