namespace Switchboard.Embedded.Durable.Client;

/// <summary>The state of an orchestration instance.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It began and is not over.</summary>
    Running,

    /// <summary>It returned.</summary>
    Completed,

    /// <summary>Not used: an instance that starts over stays running.</summary>
    [Obsolete("An instance that continues as new stays Running.")]
    ContinuedAsNew,

    /// <summary>It threw, or could not be replayed.</summary>
    Failed,

    /// <summary>Not used.</summary>
    [Obsolete("Instances are terminated, not cancelled.")]
    Canceled,

    /// <summary>A client ended it.</summary>
    Terminated,

    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>A client suspended it.</summary>
    Suspended,
}
