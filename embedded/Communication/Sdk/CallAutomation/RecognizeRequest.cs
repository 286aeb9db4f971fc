using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The body of a request to recognize.</summary>
internal static class RecognizeRequest
{
    public static object Write(CallMediaRecognizeOptions options)
    {
        if (options is not CallMediaRecognizeDtmfOptions dtmf)
            throw new NotSupportedException($"{options.GetType().Name} cannot be recognized by the embedded cloud.");

        return new
        {
            recognizeInputType = options.InputType.ToString(),
            playPrompt = options.Prompt?.Write(),
            playPrompts = options.PlayPrompts is { Count: > 0 } prompts
                ? prompts.Select(prompt => prompt.Write()).ToArray()
                : null,
            interruptCallMediaOperation = options.InterruptCallMediaOperation,
            recognizeOptions = new
            {
                interruptPrompt = options.InterruptPrompt,
                initialSilenceTimeoutInSeconds = (int)options.InitialSilenceTimeout.TotalSeconds,
                targetParticipant = IdentifierJson.Write(options.TargetParticipant),
                dtmfOptions = new
                {
                    interToneTimeoutInSeconds = (int)dtmf.InterToneTimeout.TotalSeconds,
                    maxTonesToCollect = dtmf.MaxTonesToCollect,
                    stopTones = dtmf.StopTones?.Select(tone => tone.ToString()).ToArray(),
                },
            },
            operationContext = options.OperationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = options.OperationCallbackUri?.AbsoluteUri,
        };
    }
}
