using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Describes the settings of a callout; <see cref="CalloutSettings"/> reads them.</summary>
internal static class CalloutSettingsSchema
{
    /// <summary>Settings.</summary>
    public static JsonObject Write() => Schema.Object(
        "How the calls of a callout go. All are optional, and others are refused.",
        ("call_flow_logic", Schema.Word(
            "What people hear. By default `play_message` where there is something to play, `hello_world` otherwise.",
            CallFlow.HelloWorld,
            CallFlow.PlayMessage,
            CallFlow.AskQuestion)),
        ("message", Schema.Text("What is said.", longest: CallFlow.LongestText)),
        ("audio_url", Schema.Text("The address of what is played instead.", longest: 2_048, format: "uri")),
        ("max_digits", Schema.Integer("How many keys an answer has at most (1).", 1, 20)),
        ("answer_key", Schema.Text("Under which key of a participation's metadata its answer is kept (`answer`).", longest: 100)),
        ("thanks", Schema.Text("What is said after an answer.", longest: CallFlow.LongestText)),
        ("max_concurrent_calls", Schema.Integer("How many calls are in flight at most.", 1, 10_000)),
        ("calls_per_minute", Schema.Integer("How many calls are begun in any minute at most.", 1, 10_000)),
        ("retry_statuses", Schema.List(
            "Whoever's last call ended so is called again (`failed`).",
            Schema.Word("How a call ended.", "failed", "busy", "not_answered", "canceled", "errored"))),
        ("max_attempts", Schema.Integer("How many times somebody is called at most (3).", 1, RetryRule.Cap)),
        ("retry_delay", Schema.Integer("How many seconds later (60).", 0, 604_800)),
        ("calling_window", Schema.Object(
            "When people may be called.",
            ("days", Schema.List("On which days (all).", Schema.Word("A day.", "mon", "tue", "wed", "thu", "fri", "sat", "sun"))),
            ("start", Schema.Text("From when, as 09:00.", longest: 5)),
            ("end", Schema.Text("Until when, as 18:00.", longest: 5)),
            ("time_zone", Schema.Text("A time zone of the IANA database, or `number`: that of each number (the default).", longest: 100)))
            .Requires("start", "end")),
        ("caller_id", Schema.Text("The one of the application's numbers to call from (any of them).")),
        ("start_at", Schema.Moment("When the callout starts by itself.")));

    /// <summary>Some of them.</summary>
    public static JsonObject Example() => Content.Example(
        """
        {
          "call_flow_logic": "ask_question",
          "message": "Press 1 if you will come.",
          "max_digits": 1,
          "answer_key": "answer",
          "thanks": "Thank you.",
          "max_concurrent_calls": 10,
          "calls_per_minute": 60,
          "retry_statuses": ["failed", "busy", "not_answered"],
          "max_attempts": 3,
          "retry_delay": 900,
          "calling_window": { "days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "18:00", "time_zone": "number" }
        }
        """);
}
