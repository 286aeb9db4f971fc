namespace Switchboard.Embedded.Durable.Client;

/// <summary>How to end an instance.</summary>
/// <param name="Output">Its output.</param>
/// <param name="Recursive">Whether its sub-orchestrations are meant too; they go on, as on Azure Storage.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
