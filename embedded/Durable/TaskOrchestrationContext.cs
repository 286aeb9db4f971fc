namespace Switchboard.Embedded.Durable;

/// <summary>What an orchestrator function sees of its instance.</summary>
public abstract class TaskOrchestrationContext;
