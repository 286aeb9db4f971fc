using System.Runtime.Serialization;
using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// One of our numbers, with who may have how many calls in flight from it. Keys: one partition for all numbers, which
/// are few, so that one query reads them and one transaction changes several; RowKey is <c>number.</c> and the digits.
/// </summary>
public sealed record CallerNumber : Row
{
    /// <summary>The partition of all numbers.</summary>
    public const string Partition = "callers";

    /// <summary>How the row keys of numbers begin.</summary>
    public const string Prefix = "number.";

    private IReadOnlyDictionary<string, CallerShare>? _shares;

    /// <summary>
    /// The shares by holder, as JSON: how many calls, and until when in ticks. Each holder has a call at the least: so
    /// many calls as a number may have in flight, so many shares fit a property of 32,768 characters.
    /// </summary>
    public string Shares { get; set; } = "{}";

    /// <summary>The number in E.164.</summary>
    [IgnoreDataMember]
    internal string Number => $"+{RowKey[Prefix.Length..]}";

    /// <summary>The shares by holder.</summary>
    [IgnoreDataMember]
    internal IReadOnlyDictionary<string, CallerShare> Holders =>
        _shares ??= JsonSerializer.Deserialize<Dictionary<string, long[]>>(Shares)!.ToDictionary(
            share => share.Key,
            share => new CallerShare((int)share.Value[0], new DateTimeOffset(share.Value[1], TimeSpan.Zero)));

    /// <summary>How many calls its holders but one may have in flight.</summary>
    internal int HeldByOthers(string holder) =>
        Holders.Where(share => share.Key != holder).Sum(share => share.Value.Calls);

    /// <summary>The row of a number that nobody has called from.</summary>
    internal static CallerNumber Unused(string number) =>
        new() { PartitionKey = Partition, RowKey = Prefix + number.TrimStart('+') };

    /// <summary>This number with a holder's share changed; a share of nothing goes away.</summary>
    internal CallerNumber With(string holder, CallerShare share)
    {
        var shares = new Dictionary<string, CallerShare>(Holders);
        if (share.Calls > 0)
            shares[holder] = share;
        else
            shares.Remove(holder);
        var stored = shares.ToDictionary(one => one.Key, one => (long[])[one.Value.Calls, one.Value.Until.UtcTicks]);
        return this with { Shares = JsonSerializer.Serialize(stored), _shares = shares };
    }
}
