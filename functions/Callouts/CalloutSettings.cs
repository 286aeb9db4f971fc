using System.Text.Json.Nodes;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>How the calls of a callout go: its <c>settings</c>, all of them optional.</summary>
public sealed record CalloutSettings
{
    // What everybody takes; carriers do not say how much they do.
    private const int LongestAddress = 2_048;

    private const int LongestKey = 100;
    private const int MostDigits = 20;
    private const int MostCalls = 10_000;

    // A week. What shall be tried again later than that is another callout.
    private const int LongestDelay = 7 * 24 * 60 * 60;

    private static readonly CallStatus[] Repeatable =
        [CallStatus.Failed, CallStatus.Busy, CallStatus.NotAnswered, CallStatus.Canceled, CallStatus.Errored];

    /// <summary><c>call_flow_logic</c>: the call flow; one of <see cref="CallFlow"/>'s names.</summary>
    public string Flow { get; private init; } = CallFlow.HelloWorld;

    /// <summary><c>audio_url</c> or <c>message</c>: what is played or said.</summary>
    public string? Prompt { get; private init; }

    /// <summary><c>max_digits</c>: how many keys an answer has at the most (1).</summary>
    public int MaxDigits { get; private init; } = 1;

    /// <summary><c>answer_key</c>: under which key of a participation's metadata its answer is kept (answer).</summary>
    public string AnswerKey { get; private init; } = "answer";

    /// <summary><c>thanks</c>: what is said after an answer.</summary>
    public string? Thanks { get; private init; }

    /// <summary><c>max_concurrent_calls</c>: how many calls are in flight at the most, or the application's limit.</summary>
    public int? MaxConcurrentCalls { get; private init; }

    /// <summary><c>calls_per_minute</c>: how many calls are begun in any minute at the most.</summary>
    public int? CallsPerMinute { get; private init; }

    /// <summary><c>max_attempts</c>, <c>retry_statuses</c> and <c>retry_delay</c> (in seconds): who is called again.</summary>
    public RetryRule Retry { get; private init; } = RetryRule.Default;

    /// <summary><c>calling_window</c>: when people may be called; null: always.</summary>
    public CallingWindow? Window { get; private init; }

    /// <summary><c>caller_id</c>: the number to call from; null: any of ours.</summary>
    public string? CallerId { get; private init; }

    /// <summary><c>start_at</c>: when the callout starts by itself.</summary>
    public DateTimeOffset? StartAt { get; private init; }

    /// <summary>The settings that a callout was given.</summary>
    public static CalloutSettings Of(Callout callout) => Of(callout.Settings);

    /// <summary>Settings as a callout keeps them.</summary>
    internal static CalloutSettings Of(string stored) => Read(new SettingsReader(Document.Read(stored)));

    /// <summary>What is wrong with settings, each naming its setting.</summary>
    /// <param name="settings">The settings as they were sent.</param>
    /// <param name="callerNumbers">Our numbers: a call cannot be made from anybody else's.</param>
    public static IEnumerable<string> Problems(JsonObject settings, IReadOnlyList<string> callerNumbers)
    {
        var reader = new SettingsReader(settings);
        var read = Read(reader);
        if (read.CallerId is { } callerId && !callerNumbers.Contains(callerId))
            reader.Refuse("caller_id", "must be one of the application's own numbers");
        return reader.Problems();
    }

    private static CalloutSettings Read(SettingsReader reader)
    {
        var message = reader.Text("message", CallFlow.LongestText);
        var prompt = reader.WebAddress("audio_url", LongestAddress) ?? message;
        var flow = reader.Text("call_flow_logic", LongestKey);
        if (flow is not null && CallFlow.Find(flow) is null)
            reader.Refuse("call_flow_logic", ValidationErrors.NotIncluded);
        if (flow is CallFlow.AskQuestion && prompt is null)
            reader.Refuse("message", "can't be blank where a question is asked");
        return new CalloutSettings
        {
            Flow = CallFlow.Find(flow ?? "") ?? (prompt is null ? CallFlow.HelloWorld : CallFlow.PlayMessage),
            Prompt = prompt,
            MaxDigits = reader.Number("max_digits", 1, MostDigits) ?? 1,
            AnswerKey = reader.Text("answer_key", LongestKey) ?? "answer",
            Thanks = reader.Text("thanks", CallFlow.LongestText),
            MaxConcurrentCalls = reader.Number("max_concurrent_calls", 1, MostCalls),
            CallsPerMinute = reader.Number("calls_per_minute", 1, MostCalls),
            Retry = new RetryRule(
                reader.Choices("retry_statuses", Repeatable) ?? RetryRule.Default.Statuses,
                reader.Number("max_attempts", 1, RetryRule.Cap) ?? RetryRule.Default.MaxAttempts,
                reader.Number("retry_delay", 0, LongestDelay) is { } seconds
                    ? TimeSpan.FromSeconds(seconds)
                    : RetryRule.Default.Delay),
            Window = reader.Object("calling_window", CallingWindow.Read),
            CallerId = reader.PhoneNumber("caller_id"),
            StartAt = reader.Moment("start_at"),
        };
    }
}
