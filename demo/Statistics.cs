using System.Reflection;
using System.Text.Json;

namespace Switchboard.Demo;

/// <summary>What <c>GET /api/callouts/1/callout_statistics</c> answers: all sixteen of its numbers must be there.</summary>
internal sealed record Statistics
{
    public required string CalloutStatus { get; init; }
    public required int CalloutParticipations { get; init; }
    public required int CalloutParticipationsRemaining { get; init; }
    public required int CalloutParticipationsCompleted { get; init; }
    public required int CallsCompleted { get; init; }
    public required int CallsInitialized { get; init; }
    public required int CallsScheduling { get; init; }
    public required int CallsFetchingStatus { get; init; }
    public required int CallsWaitingForCompletion { get; init; }
    public required int CallsQueued { get; init; }
    public required int CallsInProgress { get; init; }
    public required int CallsErrored { get; init; }
    public required int CallsFailed { get; init; }
    public required int CallsBusy { get; init; }
    public required int CallsNotAnswered { get; init; }
    public required int CallsCanceled { get; init; }

    /// <summary>Calls that have begun and not ended.</summary>
    public int InFlight => CallsInitialized + CallsScheduling + CallsFetchingStatus + CallsWaitingForCompletion;

    /// <summary>All calls, whatever became of them: each is in one state, waiting is two of them together.</summary>
    public int Calls => CallsInitialized + CallsScheduling + CallsFetchingStatus + CallsQueued + CallsInProgress
        + CallsCompleted + CallsErrored + CallsFailed + CallsBusy + CallsNotAnswered + CallsCanceled;

    /// <summary>Names and values as the API shows them, in its order.</summary>
    public IEnumerable<(string Name, string Value)> Lines =>
        from property in typeof(Statistics).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        select (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property.GetValue(this)!.ToString());

    /// <summary>The answer as it came, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        Lines.ToDictionary(line => line.Name, line => int.TryParse(line.Value, out var number) ? number : (object)line.Value),
        new JsonSerializerOptions { WriteIndented = true });
}
