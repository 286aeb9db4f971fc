namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Something an orchestrator asks for in a step; it is done when the step has been committed.</summary>
internal abstract record OrchestratorRequest(int Id)
{
    /// <summary>How the request appears in the history.</summary>
    public abstract RequestEvent Recorded { get; }

    /// <summary>What the real engine calls it, for messages about replays that went another way.</summary>
    public abstract string RealName { get; }
}

internal sealed record ActivityRequest(int Id, string Name, string? Input) : OrchestratorRequest(Id)
{
    public override RequestEvent Recorded => new TaskScheduled(Id, Name);

    public override string RealName => "ScheduleTaskOrchestratorAction";
}

internal sealed record TimerRequest(int Id, DateTime FireAt) : OrchestratorRequest(Id)
{
    public override RequestEvent Recorded => new TimerCreated(Id, FireAt);

    public override string RealName => "CreateTimerOrchestratorAction";
}

internal sealed record SubOrchestrationRequest(
    int Id, string Name, string InstanceId, string? Input, IReadOnlyDictionary<string, string>? Tags)
    : OrchestratorRequest(Id)
{
    public override RequestEvent Recorded => new SubOrchestrationCreated(Id, Name, InstanceId);

    public override string RealName => "CreateSubOrchestrationAction";
}

/// <summary>A message to another instance, which goes out even in the last step.</summary>
internal abstract record SendingRequest(int Id, string InstanceId, string Name) : OrchestratorRequest(Id)
{
    public override RequestEvent Recorded => new EventSent(Id, Name, InstanceId);

    public override string RealName => "SendEventOrchestratorAction";

    /// <summary>What the other instance gets from this generation.</summary>
    public abstract StoredMessage MessageOf(string executionId);
}

internal sealed record SendEventRequest(int Id, string InstanceId, string Name, string? Payload)
    : SendingRequest(Id, InstanceId, Name)
{
    public override StoredMessage MessageOf(string executionId) =>
        new StoredEvent(new EventRaised(Name, Payload), null);
}
