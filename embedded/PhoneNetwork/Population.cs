using System.Collections.Concurrent;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Who is behind a number: whom the control API put there, else what the number's ending says, else someone ordinary.
/// </summary>
internal sealed class Population
{
    private const double InvalidNumbers = 0.02;

    private readonly ConcurrentDictionary<string, Person> _scripts = new();

    public void Script(string number, Person person) => _scripts[number] = person;

    public bool Unscript(string number) => _scripts.TryRemove(number, out _);

    public void UnscriptAll() => _scripts.Clear();

    public Person Meet(Chance chance) =>
        _scripts.TryGetValue(chance.Number, out var scripted)
            ? scripted
            : MagicNumbers.Find(chance.Number) ?? Ordinary(chance);

    // Of 100 attempts 70 reach a person; the rest is what keeps dialers busy. A number that does not exist never does,
    // all else may differ the next time.
    private static Person Ordinary(Chance chance)
    {
        if ((chance with { Attempt = 0 }).Happens(InvalidNumbers, "invalid"))
        {
            return Unreachable(
                CallOutcome.Invalid, chance, 0.5, 1.5, CallResult.UnassignedNumber, CallResult.IncompleteNumber);
        }

        return (chance.Draw("reaction") * (1 - InvalidNumbers) * 100) switch
        {
            < 70 => Talker(chance),
            < 82 => Unreachable(
                CallOutcome.NoAnswer,
                chance,
                30,
                45,
                CallResult.NoAnswer,
                CallResult.NoAnswerInTime,
                CallResult.RingTimeout),
            < 89 => Unreachable(CallOutcome.Busy, chance, 1, 3, CallResult.Busy),
            < 95 => Voicemail(chance),
            _ => Unreachable(CallOutcome.Declined, chance, 3, 10, CallResult.Declined, CallResult.DeclinedByCallee),
        };
    }

    private static Person Talker(Chance chance) => new()
    {
        RingTime = chance.Between("ring", 3, 20),
        ListenTime = chance.Happens(0.15, "impatient") ? chance.Between("listen", 1, 15) : null,
        Patience = chance.Between("patience", 30, 60),
        TalkTime = chance.Between("talk", 20, 240),
        ThinkTime = chance.Between("think", 0.8, 4),
        Tones = chance.Happens(0.6, "presses") ? [chance.Pick<string>("key", ["1", "1", "1", "2", "3", "9"])] : [],
        PressesAgain = true,
    };

    private static Person Voicemail(Chance chance) => new()
    {
        Reaction = CallOutcome.Voicemail,
        RingTime = chance.Between("ring", 18, 25),
        ListenTime = chance.Between("listen", 60, 120),
        Patience = chance.Between("patience", 30, 60),
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
