using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The body of a request to recognize.</summary>
internal static class RecognizeRequest
{
    public static object Write(CallMediaRecognizeOptions options)
    {
        var dtmf = options as CallMediaRecognizeDtmfOptions;
        var choices = options as CallMediaRecognizeChoiceOptions;
        if (dtmf is null && choices is null)
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
                choices = choices?.Choices.Select(choice => new
                {
                    label = choice.Label,
                    phrases = choice.Phrases,
                    tone = choice.Tone?.ToString(),
                }).ToArray(),
                dtmfOptions = dtmf is null ? null : new
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
