using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The body of a request to play.</summary>
internal static class PlayRequest
{
    public static object Write(PlayOptions options) => Write(
        options.PlaySources,
        options.PlayTo,
        options.Loop,
        interrupt: false,
        options.OperationContext,
        options.OperationCallbackUri);

    public static object Write(PlayToAllOptions options) => Write(
        options.PlaySources,
        playTo: [],
        options.Loop,
        options.InterruptCallMediaOperation,
        options.OperationContext,
        options.OperationCallbackUri);

    private static object Write(
        IReadOnlyList<PlaySource> sources,
        IReadOnlyList<CommunicationIdentifier> playTo,
        bool loop,
        bool interrupt,
        string? operationContext,
        Uri? operationCallbackUri) => new
        {
            playSources = sources.Select(source => source.Write()).ToArray(),
            playTo = playTo.Select(IdentifierJson.Write).ToArray(),
            interruptCallMediaOperation = interrupt,
            playOptions = new { loop },
            operationContext = operationContext ?? Guid.NewGuid().ToString(),
            operationCallbackUri = operationCallbackUri?.AbsoluteUri,
        };
}
