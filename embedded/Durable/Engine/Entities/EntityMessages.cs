namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>Look into the inbox; at this moment, if one is named.</summary>
internal sealed record EntityNudge(DateTimeOffset? At) : InstanceMessage;

/// <summary>
/// Tidy the entity. The answer is 1 if it was removed, 2 if a lock was released, 3 for both, 0 for nothing.
/// </summary>
internal sealed record TidyEntity(bool RemoveEmpty, bool ReleaseLock) : InstanceMessage
{
    public const int Removed = 1;
    public const int Released = 2;
}
