namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What happens when a number is called, this time.</summary>
internal sealed record Person
{
    /// <summary>Whether it is answered, and by what, or why not.</summary>
    public CallOutcome Reaction { get; init; } = CallOutcome.Answered;

    /// <summary>How long it rings before that.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the network reports when it is not answered.</summary>
    public CallResult? Refusal { get; init; }

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

    /// <summary>What they press at the first prompt that asks for keys, at the second, and so on.</summary>
    public IReadOnlyList<string> Tones { get; init; } = [];

    /// <summary>Whether the last of <see cref="Tones"/> is pressed at every further prompt as well.</summary>
    public bool PressesAgain { get; init; }

    /// <summary>What is pressed at a prompt, counted from 0: digits, A to D, # and *; often nothing.</summary>
    public string Pressed(int prompt) => Tones switch
    {
        _ when Reaction != CallOutcome.Answered || Tones.Count == 0 => "",
        _ when prompt < Tones.Count => Tones[prompt],
        _ => PressesAgain ? Tones[^1] : "",
    };

    /// <summary>Someone, or a line, of one kind, the same every time.</summary>
    public static Person Of(CallOutcome reaction) => reaction switch
    {
        CallOutcome.Busy => Unreachable(reaction, 2, CallResult.Busy),
        CallOutcome.NoAnswer => Unreachable(reaction, 35, CallResult.NoAnswer),
        CallOutcome.Declined => Unreachable(reaction, 6, CallResult.Declined),
        CallOutcome.Invalid => Unreachable(reaction, 1, CallResult.UnassignedNumber),
        CallOutcome.Voicemail => new Person
        {
            Reaction = reaction,
            RingTime = TimeSpan.FromSeconds(20),
            ListenTime = TimeSpan.FromSeconds(120),
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
