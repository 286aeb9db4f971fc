using System.Runtime.Serialization;
using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// Who did not get all the calls they wanted, so that everybody has their turn. Keys: the partition of our numbers;
/// RowKey is always <see cref="OnlyRow"/>.
/// </summary>
public sealed record CallerLine : Row
{
    /// <summary>The row key of the line.</summary>
    public const string OnlyRow = "line";

    // What fits a property of 32,768 characters, at some 200 a wish; whoever comes when it is full asks again soon.
    private const int Longest = 150;

    // Whoever waits looks every few seconds. Who does not any more has died or was stopped.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(20);

    private IReadOnlyList<CallerWish>? _wishes;

    /// <summary>The line before anybody waited.</summary>
    internal static CallerLine Empty { get; } = new() { PartitionKey = CallerNumber.Partition, RowKey = OnlyRow };

    /// <summary>Who waits, as JSON.</summary>
    public string Wishes { get; set; } = "[]";

    /// <summary>Who waits.</summary>
    [IgnoreDataMember]
    internal IReadOnlyList<CallerWish> Waiting => _wishes ??= JsonSerializer.Deserialize<List<CallerWish>>(Wishes) ?? [];

    /// <summary>The others who wait, and have looked of late.</summary>
    internal IReadOnlyList<CallerWish> Others(string holder, DateTimeOffset now) =>
        [.. Waiting.Where(wish => wish.Holder != holder && now - wish.SeenAt < Patience)];

    /// <summary>Since when a holder has waited.</summary>
    internal DateTimeOffset? Since(string holder) => Waiting.FirstOrDefault(wish => wish.Holder == holder)?.Since;

    /// <summary>
    /// The line after a holder got some of what it wanted: whoever got something starts at the end of the line again.
    /// The same line where nothing worth writing has changed.
    /// </summary>
    internal CallerLine After(string holder, string? onlyNumber, int gotten, int missing, int least, DateTimeOffset now)
    {
        var mine = Waiting.FirstOrDefault(wish => wish.Holder == holder);
        var others = Others(holder, now);
        if (missing == 0)
            return mine is null ? this : With(others);
        if (mine is not null && now - mine.SeenAt < Refresh && (gotten == 0 || others.Count == 0))
            return this;
        if (others.Count >= Longest)
            return this;

        var since = gotten > 0 || mine is null ? now : mine.Since;
        return With([.. others, new CallerWish(holder, onlyNumber, missing, least, since, now)]);
    }

    private CallerLine With(IReadOnlyList<CallerWish> wishes) =>
        this with { Wishes = JsonSerializer.Serialize(wishes), _wishes = wishes };
}
