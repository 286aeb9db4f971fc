using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// What the real thing does less well than this engine, on demand: code has to survive both. Written in the setting
/// <c>DURABLE_IMPRECISION</c> as JSON, such as <c>{"earlyTimers":true,"lockAfterCrashSeconds":300}</c>.
/// </summary>
internal sealed record Imprecision
{
    private const double MostSeconds = 86_400;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Nothing of it.</summary>
    public static Imprecision None { get; } = new();

    /// <summary>Timers fire at the whole second before they are due, as the Azure Storage provider lets them.</summary>
    public bool EarlyTimers { get; init; }

    /// <summary>
    /// How late timers fire at the most, by polling: each by a part of this, always the same part for the same timer.
    /// </summary>
    public double LateTimersSeconds { get; init; }

    /// <summary>
    /// After what time a client stops waiting for a state as if its token were cancelled: 100 s on Azure, where the
    /// worker's connection gives up; null for never.
    /// </summary>
    public double? ClientWaitSeconds { get; init; }

    /// <summary>
    /// Whether queries answer in pages of the size asked for, with an empty one at the end: what a page says and what
    /// it may be is all that code can rely on, though Azure Functions answers in one page.
    /// </summary>
    public bool PagedQueries { get; init; }

    /// <summary>
    /// How long messages and activities stay locked that were under way when the process ended: five minutes on Azure.
    /// </summary>
    public double LockAfterCrashSeconds { get; init; }

    /// <summary>Reads the setting.</summary>
    /// <exception cref="FormatException">It says something else.</exception>
    public static Imprecision Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return None;
        try
        {
            var read = JsonSerializer.Deserialize<Imprecision>(json, Json) ?? None;
            double[] times = [read.LateTimersSeconds, read.ClientWaitSeconds ?? 0, read.LockAfterCrashSeconds];
            return times.All(seconds => seconds is >= 0 and <= MostSeconds)
                ? read
                : throw new FormatException($"Times are from 0 to {MostSeconds} seconds.");
        }
        catch (JsonException invalid)
        {
            throw new FormatException(invalid.Message, invalid);
        }
    }

    /// <summary>When a timer fires that is due at <paramref name="due"/>.</summary>
    public DateTime Fires(DateTime due, TimerKey timer)
    {
        if (EarlyTimers)
            due = new(due.Ticks - (due.Ticks % TimeSpan.TicksPerSecond), due.Kind);
        if (LateTimersSeconds == 0)
            return due;
        var drawn = DeterministicGuid.Of($"{timer.InstanceId} {timer.ExecutionId} {timer.Id}").ToByteArray();
        return due.AddSeconds(LateTimersSeconds * BitConverter.ToUInt16(drawn) / ushort.MaxValue);
    }
}
