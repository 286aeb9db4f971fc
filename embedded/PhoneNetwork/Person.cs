namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What happens when a number is called, or calls, this time.</summary>
internal sealed record Person
{
    /// <summary>What most machines say.</summary>
    public const string MachineGreeting =
        "The person you are calling is not available. Please leave a message after the tone.";

    /// <summary>Whether it is answered, and by what, or why not.</summary>
    public CallOutcome Reaction { get; init; } = CallOutcome.Answered;

    /// <summary>How long it rings before that.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the network reports when it is not answered.</summary>
    public CallResult? Refusal { get; init; }

    /// <summary>What a machine says first.</summary>
    public string? Greeting { get; init; }

    /// <summary>How long they listen, from the first thing they hear until they hang up; null: to the end.</summary>
    public TimeSpan? ListenTime { get; init; }

    /// <summary>How long they stay on a silent line.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long they talk to someone who is brought into the call.</summary>
    public TimeSpan TalkTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether someone, or a machine, takes the call.</summary>
    public bool Answers => Reaction is CallOutcome.Answered or CallOutcome.Voicemail;

    /// <summary>How long after a prompt they press the first key.</summary>
    public TimeSpan ThinkTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How far into a prompt they press, if they are heard then; null for those who listen to the end.
    /// </summary>
    public TimeSpan? InterruptsAfter { get; init; }

    /// <summary>What they press at the first prompt that asks for keys, at the second, and so on.</summary>
    public IReadOnlyList<string> Tones { get; init; } = [];

    /// <summary>Whether the last of <see cref="Tones"/> is pressed at every further prompt as well.</summary>
    public bool PressesAgain { get; init; }

    /// <summary>What they say instead, where words count: at the first prompt, at the second, and so on.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>Whether they say what stands for their key, where words count.</summary>
    public bool Speaks { get; init; }

    /// <summary>How long after a call that they missed they call back; null for never.</summary>
    public TimeSpan? CallsBackAfter { get; init; }

    /// <summary>How long they let it ring when it is they who call.</summary>
    public TimeSpan RingsFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is pressed at a prompt, counted from 0: digits, A to D, # and *; often nothing.</summary>
    public string Pressed(int prompt) => Tones switch
    {
        _ when Reaction != CallOutcome.Answered || Tones.Count == 0 => "",
        _ when prompt < Tones.Count => Tones[prompt],
        _ => PressesAgain ? Tones[^1] : "",
    };

    /// <summary>What is said at a prompt, counted from 0, or null.</summary>
    public string? Said(int prompt) =>
        Reaction == CallOutcome.Answered && prompt < Says.Count && Says[prompt].Length > 0 ? Says[prompt] : null;

    /// <summary>Someone, or a line, of one kind, the same every time.</summary>
    public static Person Of(CallOutcome reaction) => reaction switch
    {
        CallOutcome.Busy => Unreachable(reaction, 2, CallResult.Busy),
        CallOutcome.NoAnswer => Unreachable(reaction, 35, CallResult.NoAnswer),
        CallOutcome.Declined => Unreachable(reaction, 6, CallResult.Declined),
        CallOutcome.Invalid => Unreachable(reaction, 1, CallResult.UnassignedNumber),
        CallOutcome.Blocked => Unreachable(reaction, 1, CallResult.CallerBlocked),
        CallOutcome.Voicemail => new Person
        {
            Reaction = reaction,
            RingTime = TimeSpan.FromSeconds(20),
            ListenTime = TimeSpan.FromSeconds(120),
            Greeting = MachineGreeting,
        },
        _ => new Person(),
    };

    private static Person Unreachable(CallOutcome reaction, double ringSeconds, CallResult refusal) => new()
    {
        Reaction = reaction,
        RingTime = TimeSpan.FromSeconds(ringSeconds),
        Refusal = refusal,
    };
}
