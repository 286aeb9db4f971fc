namespace Switchboard.Embedded.Durable.Entities;

/// <summary>How an entity is to be signalled.</summary>
public record SignalEntityOptions
{
    /// <summary>When the signal is to arrive; null for at once.</summary>
    public DateTimeOffset? SignalTime { get; init; }
}

/// <summary>How an entity is to be called; there is nothing to choose.</summary>
public record CallEntityOptions;
