namespace Switchboard.Embedded.Durable.Engine;

/// <summary>How the Durable engine behaves; by default quick and exact, and on demand like the real thing.</summary>
internal sealed record DurableSettings
{
    /// <summary>The name of the task hub where nothing says another, as on Azure.</summary>
    public const string DefaultHubName = "TestHubName";

    /// <summary>The name of the task hub, from <c>host.json</c>.</summary>
    public string HubName { get; init; } = DefaultHubName;

    /// <summary>How many activities run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// How many suspended orchestrators stay in memory; the others are rebuilt by replay when something happens.
    /// </summary>
    public int MaxHotInstances { get; init; } = 10_000;

    /// <summary>Rebuilds an orchestrator by replay on every event, to find code that does not survive it.</summary>
    public bool ReplayEveryEvent { get; init; }

    /// <summary>
    /// Whether a failed activity tells the type of its exception, as with the worker's
    /// <c>EnableUserCodeException = false</c>; otherwise it is <c>(unknown)</c>.
    /// </summary>
    public bool ActivityErrorTypes { get; init; } = true;

    /// <summary>In what it is like the real thing though that is no merit.</summary>
    public Imprecision Imprecision { get; init; } = Imprecision.None;

    /// <summary>How long running activities may go on when the host stops, before they are cancelled.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The clock by which that passes: whoever stops a process waits in real time, and a simulated clock may stand still.
    /// </summary>
    public TimeProvider ShutdownClock { get; init; } = TimeProvider.System;
}
