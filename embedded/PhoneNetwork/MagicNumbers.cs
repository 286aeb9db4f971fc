namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Numbers that always behave the same, told by their last two digits. All other endings, 92 of 100, are ordinary
/// people.
/// </summary>
internal static class MagicNumbers
{
    /// <summary>Ending, behaviour and its description, for the documentation and the simulator.</summary>
    public static readonly IReadOnlyDictionary<string, (Person Person, string Description)> Table =
        new Dictionary<string, (Person, string)>
        {
            ["01"] = (Person.Of(CallOutcome.Busy), "busy"),
            ["02"] = (Person.Of(CallOutcome.NoAnswer), "nobody answers"),
            ["03"] = (Person.Of(CallOutcome.Invalid), "no such number"),
            ["04"] = (Person.Of(CallOutcome.Voicemail), "a voicemail answers"),
            ["05"] = (Person.Of(CallOutcome.Declined), "declines"),
            ["06"] = (new Person { ListenTime = TimeSpan.FromSeconds(0.5) }, "answers and hangs up in the prompt"),
            ["07"] = (new Person { Tones = ["1"], PressesAgain = true }, "answers and presses 1 at every prompt"),
            ["08"] = (new Person(), "answers, listens to the end and presses nothing"),
        };

    public static Person? Find(string number) =>
        number.Length >= 2 && Table.TryGetValue(number[^2..], out var magic) ? magic.Person : null;
}
