using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Telephony;

/// <summary>What whoever answers a call hears. Both flows say one thing and hang up.</summary>
public static class CallFlow
{
    /// <summary>Says hello.</summary>
    public const string HelloWorld = "hello_world";

    /// <summary>Plays an audio file or says a text.</summary>
    public const string PlayMessage = "play_message";

    private const string Greeting = "Hello World! This is Switchboard. Good bye.";
    private const string NothingToPlay = "No message to play. Good bye.";
    private const string Voice = "en-US-JennyNeural";

    /// <summary>
    /// The flow of this name, in its own spelling or in Somleng SCFM's (<c>CallFlowLogic::PlayMessage</c>); null where
    /// there is none.
    /// </summary>
    public static string? Find(string name) => name switch
    {
        HelloWorld or "CallFlowLogic::HelloWorld" or "CallFlowLogic::Application" => HelloWorld,
        PlayMessage or "CallFlowLogic::PlayMessage" => PlayMessage,
        _ => null,
    };

    /// <summary>What to play when a call is answered.</summary>
    internal static PlaySource PromptOf(PhoneCall call) => (call.Flow, call.Prompt) switch
    {
        (PlayMessage, { } prompt) when IsAddress(prompt, out var address) => new FileSource(address),
        (PlayMessage, { } prompt) => new TextSource(prompt, Voice),
        (PlayMessage, null) => new TextSource(NothingToPlay, Voice),
        _ => new TextSource(Greeting, Voice),
    };

    private static bool IsAddress(string prompt, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(prompt, UriKind.Absolute, out address) && address.Scheme is ("http" or "https");
}
