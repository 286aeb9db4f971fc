namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What ordinary people are like on average: how likely they are to answer at which hour, for how long they do what.</summary>
internal sealed record PeopleProfile
{
    /// <summary>The same people at any hour; the default, so that a run does not depend on when it is started.</summary>
    public static readonly PeopleProfile AnyHour = new();

    /// <summary>Homes: hardly anyone answers at night, most do in the evening.</summary>
    public static readonly PeopleProfile Homes = new()
    {
        Name = "homes",
        Hours =
        [
            0.1, 0.05, 0.05, 0.05, 0.05, 0.1, 0.3, 0.6, 0.7, 0.7, 0.75, 0.75,
            0.8, 0.75, 0.7, 0.7, 0.8, 0.95, 1.1, 1.2, 1.15, 0.9, 0.5, 0.2,
        ],
    };

    /// <summary>Offices: nobody answers before eight or after six, few at lunch.</summary>
    public static readonly PeopleProfile Offices = new()
    {
        Name = "offices",
        Hours =
        [
            0, 0, 0, 0, 0, 0, 0.05, 0.2, 0.8, 1.1, 1.2, 1.1,
            0.6, 0.7, 1.1, 1.1, 1, 0.7, 0.2, 0.05, 0, 0, 0, 0,
        ],
        Talking = new Spread(120, 20, 900, 0.8),
    };

    public static readonly IReadOnlyList<PeopleProfile> All = [AnyHour, Homes, Offices];

    public string Name { get; init; } = "anyHour";

    /// <summary>Where they live: the zone of their hours.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Of all attempts, how many reach a person.</summary>
    public double AnswerRate { get; init; } = 0.7;

    /// <summary>What the answer rate is multiplied with in each hour of their day; at most 1 comes of it.</summary>
    public IReadOnlyList<double> Hours { get; init; } = [.. Enumerable.Repeat(1.0, 24)];

    /// <summary>Of all numbers, how many do not exist.</summary>
    public double InvalidRate { get; init; } = 0.02;

    /// <summary>Of those who answer, how many hang up in the first seconds of a prompt.</summary>
    public double ImpatientRate { get; init; } = 0.15;

    /// <summary>Of those who answer, how many press a key when they are asked to.</summary>
    public double PressRate { get; init; } = 0.6;

    /// <summary>Of those, how many do not listen to the end before.</summary>
    public double InterruptRate { get; init; } = 0.2;

    /// <summary>Of those, how many speak instead, where words count.</summary>
    public double SpeakRate { get; init; } = 0.1;

    /// <summary>Of those who missed a call, how many call back.</summary>
    public double CallBackRate { get; init; } = 0.1;

    /// <summary>How long it rings until a person answers.</summary>
    public Spread Ringing { get; init; } = new(8, 3, 20);

    /// <summary>How long people talk.</summary>
    public Spread Talking { get; init; } = new(75, 20, 600, 0.8);

    /// <summary>How long it takes until a missed call is seen and called back.</summary>
    public Spread CallingBack { get; init; } = new(600, 60, 14_400, 1.2);

    /// <summary>How likely an attempt reaches a person at a moment.</summary>
    public double AnswerRateAt(DateTimeOffset moment) =>
        Math.Min(1, AnswerRate * Hours[TimeZoneInfo.ConvertTime(moment, Zone).Hour]);
}
