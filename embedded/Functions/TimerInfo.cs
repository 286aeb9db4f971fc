namespace Switchboard.Embedded.Functions;

/// <summary>What a timer-triggered function learns about its run.</summary>
public sealed class TimerInfo
{
    /// <summary>The remembered schedule; null where none is kept.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that the host missed while it was down.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>A timer's remembered schedule, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The occurrence that ran last.</summary>
    public DateTime Last { get; set; }

    /// <summary>The occurrence expected next when this was written; inside a run, the run's own.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
