namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>An entity, as its row keeps it.</summary>
internal sealed record EntityRecord
{
    public required string Id { get; init; }

    /// <summary>The state as JSON; null for none.</summary>
    public string? State { get; init; }

    /// <summary>The orchestration that keeps everybody else waiting, or null.</summary>
    public string? LockedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
