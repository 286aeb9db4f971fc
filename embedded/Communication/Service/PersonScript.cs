using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// A person as the control API writes one:
/// <c>{"outcome":"answer","ringSeconds":4,"listenSeconds":30,"tones":["1","1234#"]}</c>.
/// </summary>
internal static class PersonScript
{
    private static readonly Dictionary<string, CallOutcome> Outcomes = new()
    {
        ["answer"] = CallOutcome.Answered,
        ["voicemail"] = CallOutcome.Voicemail,
        ["busy"] = CallOutcome.Busy,
        ["noAnswer"] = CallOutcome.NoAnswer,
        ["declined"] = CallOutcome.Declined,
        ["invalid"] = CallOutcome.Invalid,
        ["blocked"] = CallOutcome.Blocked,
    };

    public static Person Read(RequestBody body)
    {
        CheckNames(
            body, "answers", "outcome", "ringSeconds", "listenSeconds", "patienceSeconds", "talkSeconds",
            "thinkSeconds", "interruptsAfterSeconds", "tones", "says", "greeting", "callsBackAfterSeconds",
            "ringsForSeconds");
        var outcome = ReadOutcome(body);
        var person = Person.Of(outcome);
        var tones = body.Texts("tones");
        if (tones.Count > 0 && outcome != CallOutcome.Answered)
            throw ServiceError.InvalidArgument("tones: only someone who answers presses keys.");
        var says = body.Texts("says");
        if (says.Count > 0 && outcome != CallOutcome.Answered)
            throw ServiceError.InvalidArgument("says: only someone who answers says something.");
        var noKeys = tones.SelectMany(keys => keys).Where(key => !Tones.IsKey(key)).Take(1).ToList();
        if (noKeys is [var noKey])
            throw ServiceError.InvalidArgument($"tones: '{noKey}' is not a key; keys are 0 to 9, A to D, # and *.");

        return person with
        {
            RingTime = Seconds(body, "ringSeconds", 120) ?? person.RingTime,
            ListenTime = Seconds(body, "listenSeconds", 86_400) ?? person.ListenTime,
            Patience = Seconds(body, "patienceSeconds", 86_400) ?? person.Patience,
            TalkTime = Seconds(body, "talkSeconds", 86_400) ?? person.TalkTime,
            ThinkTime = Seconds(body, "thinkSeconds", 300) ?? person.ThinkTime,
            InterruptsAfter = Seconds(body, "interruptsAfterSeconds", 300),
            Tones = tones,
            Says = says,
            Greeting = body.Text("greeting") ?? person.Greeting,
            CallsBackAfter = Seconds(body, "callsBackAfterSeconds", 604_800),
            RingsFor = Seconds(body, "ringsForSeconds", 300) ?? person.RingsFor,
        };
    }

    public static object Write(string number, Person person) => new
    {
        number,
        outcome = Outcomes.First(outcome => outcome.Value == person.Reaction).Key,
        ringSeconds = person.RingTime.TotalSeconds,
        listenSeconds = person.ListenTime?.TotalSeconds,
        patienceSeconds = person.Patience.TotalSeconds,
        talkSeconds = person.TalkTime.TotalSeconds,
        thinkSeconds = person.ThinkTime.TotalSeconds,
        interruptsAfterSeconds = person.InterruptsAfter?.TotalSeconds,
        tones = person.Tones,
        says = person.Says,
        greeting = person.Greeting,
        callsBackAfterSeconds = person.CallsBackAfter?.TotalSeconds,
        ringsForSeconds = person.RingsFor.TotalSeconds,
    };

    /// <summary>Refuses what is not one of <paramref name="known"/>: a misspelt name must not be passed over.</summary>
    public static void CheckNames(RequestBody body, params string[] known)
    {
        if (body.Names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw ServiceError.InvalidArgument($"'{unknown}' is not known here; known are {string.Join(", ", known)}.");
    }

    private static CallOutcome ReadOutcome(RequestBody body)
    {
        var answers = body.Flag("answers");
        if (body.Text("outcome") is not { } name)
            return answers == false ? CallOutcome.NoAnswer : CallOutcome.Answered;

        if (!Outcomes.TryGetValue(name, out var outcome))
            throw ServiceError.InvalidArgument($"outcome must be one of {string.Join(", ", Outcomes.Keys)}.");
        if (answers is { } given && given != outcome is CallOutcome.Answered or CallOutcome.Voicemail)
            throw ServiceError.InvalidArgument("answers and outcome contradict each other.");
        return outcome;
    }

    private static TimeSpan? Seconds(RequestBody body, string name, double max) =>
        body.Fraction(name, 0, max) is { } seconds ? Durations.Tenths(seconds) : null;
}
