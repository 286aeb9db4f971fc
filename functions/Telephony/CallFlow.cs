using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Telephony;

/// <summary>What whoever answers a call hears: each flow says one thing, or asks one, and hangs up.</summary>
public static class CallFlow
{
    /// <summary>Says hello.</summary>
    public const string HelloWorld = "hello_world";

    /// <summary>Plays an audio file or says a text.</summary>
    public const string PlayMessage = "play_message";

    /// <summary>Plays or says a question, takes the keys that are pressed, and thanks for them.</summary>
    public const string AskQuestion = "ask_question";

    /// <summary>The most characters that are read aloud: ACS takes no longer text.</summary>
    public const int LongestText = 4_000;

    private const string Greeting = "Hello World! This is Switchboard. Good bye.";
    private const string NothingToPlay = "No message to play. Good bye.";
    private const string Thanks = "Thank you. Good bye.";
    private const string Voice = "en-US-JennyNeural";

    // How long people may think after the question, and after a key.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The flow of this name, in its own spelling or in Somleng SCFM's (<c>CallFlowLogic::PlayMessage</c>); null where
    /// there is none.
    /// </summary>
    public static string? Find(string name) => name switch
    {
        HelloWorld or "CallFlowLogic::HelloWorld" or "CallFlowLogic::Application" => HelloWorld,
        PlayMessage or "CallFlowLogic::PlayMessage" => PlayMessage,
        AskQuestion => AskQuestion,
        _ => null,
    };

    /// <summary>What to play when a call is answered.</summary>
    internal static PlaySource PromptOf(PhoneCall call) => (call.Flow, call.Prompt) switch
    {
        (PlayMessage or AskQuestion, { } prompt) when IsAddress(prompt, out var address) => new FileSource(address),
        (PlayMessage or AskQuestion, { } prompt) => new TextSource(prompt, Voice),
        (PlayMessage or AskQuestion, null) => new TextSource(NothingToPlay, Voice),
        _ => new TextSource(Greeting, Voice),
    };

    /// <summary>A text in our voice.</summary>
    internal static PlaySource Spoken(string text) => new TextSource(text, Voice);

    /// <summary>What to ask when a call is answered; null for flows that ask nothing.</summary>
    internal static CallMediaRecognizeDtmfOptions? QuestionOf(PhoneCall call) => call.Flow != AskQuestion
        ? null
        : new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(call.Msisdn), call.MaxDigits)
        {
            Prompt = PromptOf(call),
            InterruptPrompt = true,
            InitialSilenceTimeout = Silence,
            InterToneTimeout = BetweenKeys,
            // An answer of several keys may be shorter: # ends it.
            StopTones = call.MaxDigits > 1 ? [DtmfTone.Pound] : [],
        };

    /// <summary>What to say when the question was answered.</summary>
    internal static PlaySource ThanksOf(PhoneCall call) => new TextSource(call.Thanks ?? Thanks, Voice);

    /// <summary>The keys of an answer, without the one that ended it.</summary>
    internal static string DigitsOf(RecognizeCompleted recognized)
    {
        var keys = recognized.RecognizeResult is DtmfResult pressed ? pressed.ConvertToString() : "";
        return keys.Length > 1 ? keys.TrimEnd('#') : keys;
    }

    private static bool IsAddress(string prompt, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(prompt, UriKind.Absolute, out address) && address.Scheme is ("http" or "https");
}
