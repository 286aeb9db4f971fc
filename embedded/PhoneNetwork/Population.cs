using System.Collections.Concurrent;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Who is behind a number: whom the control API put there, else what the number's ending says, else someone ordinary
/// as the profile has them.
/// </summary>
internal sealed class Population
{
    private const string CallBack = "calls back";

    // Of the attempts that reach nobody though the number exists.
    private const double NoAnswerShare = 12 / 28.0;
    private const double BusyShare = 7 / 28.0;
    private const double VoicemailShare = 6 / 28.0;

    private readonly ConcurrentDictionary<string, Person> _scripts = new();
    private readonly PeopleProfile _initial;
    private volatile PeopleProfile _profile;

    public Population(PeopleProfile? profile = null) => _initial = _profile = profile ?? PeopleProfile.AnyHour;

    /// <summary>What ordinary people are like from now on.</summary>
    public PeopleProfile Profile
    {
        get => _profile;
        set => _profile = value;
    }

    public void Script(string number, Person person) => _scripts[number] = person;

    public bool Unscript(string number) => _scripts.TryRemove(number, out _);

    /// <summary>Everybody is ordinary again, as in the beginning.</summary>
    public void Reset()
    {
        _scripts.Clear();
        _profile = _initial;
    }

    /// <summary>Who is there when a number is called at a moment.</summary>
    public Person Meet(Chance chance, DateTimeOffset moment) => Known(chance.Number) ?? Ordinary(chance, moment);

    /// <summary>Who is there when it is they who call.</summary>
    public Person MeetCaller(Chance chance) =>
        (Known(chance.Number) ?? Talker(_profile, chance)) with { Reaction = CallOutcome.Answered };

    private Person? Known(string number) =>
        _scripts.TryGetValue(number, out var scripted) ? scripted : MagicNumbers.Find(number);

    // A number that does not exist never does, all else may differ the next time.
    private Person Ordinary(Chance chance, DateTimeOffset moment)
    {
        var profile = _profile;
        if ((chance with { Attempt = 0 }).Happens(profile.InvalidRate, "invalid"))
        {
            return Unreachable(
                CallOutcome.Invalid, chance, 0.5, 1.5, CallResult.UnassignedNumber, CallResult.IncompleteNumber);
        }

        var existing = 1 - profile.InvalidRate;
        var draw = chance.Draw("reaction") * existing;
        var answered = profile.AnswerRateAt(moment);
        if (draw < answered)
            return Talker(profile, chance);
        var missed = ((draw - answered) / (existing - answered)) switch
        {
            < NoAnswerShare => Unreachable(
                CallOutcome.NoAnswer,
                chance,
                30,
                45,
                CallResult.NoAnswer,
                CallResult.NoAnswerInTime,
                CallResult.RingTimeout),
            < NoAnswerShare + BusyShare => Unreachable(CallOutcome.Busy, chance, 1, 3, CallResult.Busy),
            < NoAnswerShare + BusyShare + VoicemailShare => Voicemail(chance),
            _ => Unreachable(CallOutcome.Declined, chance, 3, 10, CallResult.Declined, CallResult.DeclinedByCallee),
        };
        return chance.Happens(profile.CallBackRate, CallBack)
            ? missed with { CallsBackAfter = chance.Of(CallBack + " after", profile.CallingBack) }
            : missed;
    }

    private static Person Talker(PeopleProfile profile, Chance chance) => new()
    {
        RingTime = chance.Of("ring", profile.Ringing),
        ListenTime = chance.Happens(profile.ImpatientRate, "impatient") ? chance.Between("listen", 1, 15) : null,
        Patience = chance.Between("patience", 30, 60),
        TalkTime = chance.Of("talk", profile.Talking),
        ThinkTime = chance.Between("think", 0.8, 4),
        InterruptsAfter = chance.Happens(profile.InterruptRate, "interrupts")
            ? chance.Between("interrupts after", 1, 4)
            : null,
        Tones = chance.Happens(profile.PressRate, "presses")
            ? [chance.Pick<string>("key", ["1", "1", "1", "2", "3", "9"])]
            : [],
        PressesAgain = true,
        Speaks = chance.Happens(profile.SpeakRate, "speaks"),
        RingsFor = chance.Between("rings for", 15, 40),
    };

    private static Person Voicemail(Chance chance) => new()
    {
        Reaction = CallOutcome.Voicemail,
        RingTime = chance.Between("ring", 18, 25),
        ListenTime = chance.Between("listen", 60, 120),
        Patience = chance.Between("patience", 30, 60),
        Greeting = Person.MachineGreeting,
    };

    private static Person Unreachable(
        CallOutcome reaction, Chance chance, double fromSeconds, double toSeconds, params CallResult[] refusals) =>
        new()
        {
            Reaction = reaction,
            RingTime = chance.Between("ring", fromSeconds, toSeconds),
            Refusal = chance.Pick<CallResult>("refusal", refusals),
        };
}
