using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Reads the bodies of requests to play and to recognize.</summary>
internal static class MediaRequests
{
    // Of text to be read aloud, as the service documents it; of SSML it says nothing.
    private const int LongestText = 4_000;
    private const int LongestSsml = 50_000;

    public static PlayRequest ReadPlay(RequestBody body, CallRecord call)
    {
        var prompts = body.Objects("playSources");
        if (prompts.Count == 0)
            throw ServiceError.InvalidArgument("playSources is required.");
        foreach (var listener in body.Objects("playTo"))
            CheckParty(listener, call);

        return new PlayRequest(
            [.. prompts.Select(ReadPrompt)],
            body.Object("playOptions")?.Flag("loop") ?? false,
            body.Flag("interruptCallMediaOperation") ?? false,
            body.Text("operationContext"),
            ReadCallback(body, "operationCallbackUri"));
    }

    public static RecognizeRequest ReadRecognize(RequestBody body, CallRecord call)
    {
        var type = body.RequiredText("recognizeInputType");
        var choice = type.Equals("choices", StringComparison.OrdinalIgnoreCase);
        if (!choice && !type.Equals("dtmf", StringComparison.OrdinalIgnoreCase))
        {
            throw ServiceError.InvalidArgument(
                $"recognizeInputType '{type}' is not served here: only dtmf and choices are.");
        }

        var options = body.RequiredObject("recognizeOptions");
        if (PhoneNumbers.Read(options.RequiredObject("targetParticipant")) != call.Remote)
            throw ServiceError.InvalidArgument(
                "recognizeOptions.targetParticipant is not the one at the other end.");
        var dtmf = options.Object("dtmfOptions");
        var prompts = body.Objects("playPrompts");
        if (prompts.Count == 0 && body.Object("playPrompt") is { } prompt)
            prompts = [prompt];

        return new RecognizeRequest(
            [.. prompts.Select(ReadPrompt)],
            TimeSpan.FromSeconds(options.Number("initialSilenceTimeoutInSeconds", 0, 300) ?? 5),
            TimeSpan.FromSeconds(dtmf?.Number("interToneTimeoutInSeconds", 1, 60) ?? 2),
            dtmf?.Number("maxTonesToCollect", 1, 1000) ?? int.MaxValue,
            string.Concat((dtmf?.Texts("stopTones") ?? []).Select(ReadTone)),
            body.Flag("interruptCallMediaOperation") ?? false,
            body.Text("operationContext"),
            ReadCallback(body, "operationCallbackUri"))
        {
            Choices = choice ? ReadChoices(options) : null,
            InterruptsPrompt = options.Flag("interruptPrompt") ?? false,
        };
    }

    /// <summary>
    /// A URI to which events may be sent: https, as in Azure; http as well where it leads to this machine, because the
    /// application runs here without a certificate.
    /// </summary>
    public static Uri? ReadCallback(RequestBody body, string name)
    {
        var uri = body.Address(name);
        return uri is null || uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback
            ? uri
            : throw ServiceError.InvalidArgument($"{body.PathOf(name)} must be https.");
    }

    private static Prompt ReadPrompt(RequestBody source)
    {
        var kind = source.RequiredText("kind");
        var content = kind switch
        {
            "file" => source.RequiredObject("file").Address("uri")?.AbsoluteUri
                ?? throw ServiceError.InvalidArgument($"{source.PathOf("file.uri")} is required."),
            "text" => ReadText(source.RequiredObject("text"), "text", LongestText),
            "ssml" => ReadText(source.RequiredObject("ssml"), "ssmlText", LongestSsml),
            _ => throw ServiceError.InvalidArgument($"{source.PathOf("kind")} must be file, text or ssml."),
        };
        return new Prompt(kind, content);
    }

    // Empty is allowed: that it cannot be read aloud is told by an event, with a code of its own.
    private static string ReadText(RequestBody source, string name, int longest)
    {
        var text = source.Text(name) ?? throw ServiceError.InvalidArgument($"{source.PathOf(name)} is required.");
        return text.Length <= longest
            ? text
            : throw ServiceError.InvalidArgument($"{source.PathOf(name)} is longer than {longest} characters.");
    }

    private static char ReadTone(string name) =>
        Tones.KeyOf(name) ?? throw ServiceError.InvalidArgument($"'{name}' is not the name of a key.");

    private static List<Choice> ReadChoices(RequestBody options)
    {
        var choices = options.Objects("choices");
        if (choices.Count == 0)
            throw ServiceError.InvalidArgument($"{options.PathOf("choices")} is required.");
        return
        [
            .. choices.Select(choice => new Choice(
                choice.RequiredText("label"),
                choice.Text("tone") is { } tone ? ReadTone(tone) : null,
                choice.Texts("phrases"))),
        ];
    }

    private static void CheckParty(RequestBody identifier, CallRecord call)
    {
        var who = Identifiers.Read(identifier);
        if (who != call.Remote && call.Parties.All(party => party.Who != who))
            throw ServiceError.InvalidArgument($"{identifier.PathOf("phoneNumber.value")} is not in the call.");
    }
}
