using System.Text.Json.Nodes;

namespace Switchboard.Tests.Callouts;

/// <summary>The numbers of <c>callout_statistics</c>, and what follows from them.</summary>
public sealed class Statistics(JsonObject answer) : IEquatable<Statistics>
{
    private static readonly string[] InFlightKeys =
        ["calls_initialized", "calls_scheduling", "calls_fetching_status", "calls_queued", "calls_in_progress"];

    private readonly Dictionary<string, long> _values = answer
        .Where(entry => entry.Key != "callout_status")
        .ToDictionary(entry => entry.Key, entry => (long)entry.Value!);

    public long this[string key] => _values[key];

    /// <summary>How many calls are not over.</summary>
    public long InFlight => InFlightKeys.Sum(key => this[key]);

    /// <summary>How many calls there are, over or not.</summary>
    public long Attempts => _values
        .Where(entry => entry.Key.StartsWith("calls_") && entry.Key != "calls_waiting_for_completion")
        .Sum(entry => entry.Value);

    public bool Equals(Statistics? other) => other is not null && _values.SequenceEqual(other._values);

    public override bool Equals(object? other) => Equals(other as Statistics);

    public override int GetHashCode() => _values.Count;
}
