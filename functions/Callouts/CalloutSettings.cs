using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>How the calls of a callout go: its <c>settings</c>.</summary>
/// <param name="Flow">The call flow; one of <see cref="CallFlow"/>'s names.</param>
/// <param name="Prompt">What it says, or the address of what it plays.</param>
public sealed record CalloutSettings(string Flow, string? Prompt)
{
    private const string FlowKey = "call_flow_logic";
    private const string MessageKey = "message";
    private const string AudioKey = "audio_url";

    // What a voice reads in about five minutes.
    private const int LongestMessage = 5_000;

    /// <summary>The settings that a callout was given: without any, it says hello.</summary>
    public static CalloutSettings Of(Callout callout)
    {
        var settings = Document.Read(callout.Settings);
        var prompt = settings.Text(AudioKey) ?? settings.Text(MessageKey);
        var otherwise = prompt is null ? CallFlow.HelloWorld : CallFlow.PlayMessage;
        return new CalloutSettings(CallFlow.Find(settings.Text(FlowKey) ?? otherwise) ?? otherwise, prompt);
    }

    /// <summary>
    /// Checks settings: <c>call_flow_logic</c> (a known flow), <c>message</c> (a text) and <c>audio_url</c> (an
    /// http(s) address), all optional.
    /// </summary>
    public static void Validate(JsonObject settings, ValidationErrors errors)
    {
        foreach (var (name, value) in settings)
        {
            var text = settings.Text(name);
            var problem = name switch
            {
                _ when value is null => null,
                FlowKey => text is null || CallFlow.Find(text) is null ? ValidationErrors.NotIncluded : null,
                MessageKey => Message(text),
                AudioKey => IsWebAddress(text) ? null : ValidationErrors.Invalid,
                _ => null,
            };
            if (problem is not null)
                errors.Add($"settings.{name}", problem);
        }
    }

    private static string? Message(string? text) => text switch
    {
        null => ValidationErrors.Invalid,
        "" => ValidationErrors.Blank,
        { Length: > LongestMessage } => $"is too long (maximum is {LongestMessage} characters)",
        _ => null,
    };

    private static bool IsWebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");
}
