using System.Text.Json;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Events as callback URIs receive them: an array of CloudEvents 1.0.</summary>
internal static class CallEventJson
{
    public static byte[] Write(CallEvent happened)
    {
        var call = happened.Call;
        var source = "calling/callConnections/" + call.CallConnectionId;
        var cloudEvent = new
        {
            id = happened.Chance.Id($"event {happened.Index}").ToString(),
            source,
            type = "Microsoft.Communication." + happened.Kind,
            data = new
            {
                callConnectionId = call.CallConnectionId,
                serverCallId = call.ServerCallId,
                correlationId = call.CorrelationId,
                operationContext = happened.OperationContext,
                resultInformation = happened.Result is { } result
                    ? new { code = result.Code, subCode = result.SubCode, message = result.Message }
                    : null,
                participants = happened.ParticipantsSequence is null
                    ? null
                    : CallJson.Participants(call),
                sequenceNumber = happened.ParticipantsSequence,
                recognitionType = happened.Choice is not null ? "choices" : happened.Tones is null ? null : "dtmf",
                choiceResult = happened.Choice is { } label
                    ? new { label, recognizedPhrase = happened.Phrase }
                    : null,
                dtmfResult = happened.Tones is { } tones ? new { tones = tones.Select(Tones.NameOf).ToArray() } : null,
                failedPlaySourceIndex = happened.FailedPrompt,
                tone = happened.Tone is { } tone ? Tones.NameOf(tone) : null,
                sequenceId = happened.ToneSequence,
                participant = Identify(happened.Participant),
                invitationId = happened.Invitation,
                transferTarget = Identify(happened.TransferTarget),
                transferee = Identify(happened.Transferee),
                recordingId = happened.Recording is { } recording
                    ? RecordingEndpoints.IdOf(call.CallConnectionId, recording)
                    : null,
                state = happened.Recording is { } changed ? (changed.IsActive ? "active" : "inactive") : null,
                startDateTime = happened.Recording?.StartedAt.ToString("O"),
                recordingKind = happened.Recording is null ? null : "azureCommunicationServices",
            },
            time = happened.At.ToString("O"),
            specversion = "1.0",
            datacontenttype = "application/json",
            subject = source,
        };
        return JsonSerializer.SerializeToUtf8Bytes(new[] { cloudEvent }, ServiceJson.Wire);
    }

    private static object? Identify(string? who) => who is null ? null : Identifiers.Write(who);
}
