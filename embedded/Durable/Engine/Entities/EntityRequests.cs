namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>A message to an entity that nobody waits for.</summary>
internal sealed record EntityRequest(int Id, string InstanceId, string Name, StoredEntityMessage Message)
    : SendingRequest(Id, InstanceId, Name)
{
    public override StoredMessage MessageOf(string executionId) => Message;
}

/// <summary>An operation whose result an orchestrator waits for.</summary>
internal sealed record EntityCallRequest(int Id, string InstanceId, string Caller, string Name, string? Input)
    : SendingRequest(Id, InstanceId, Name)
{
    public override StoredMessage MessageOf(string executionId) =>
        new StoredOperation(Caller, Name, Input, null, new(Caller, executionId, Id));
}

/// <summary>Locks that an orchestrator waits for.</summary>
internal sealed record EntityLockRequest(int Id, string InstanceId, string Owner, IReadOnlyList<string> Rest)
    : SendingRequest(Id, InstanceId, "lock")
{
    public override StoredMessage MessageOf(string executionId) =>
        new StoredLock(Owner, new(Owner, executionId, Id), Rest);
}
