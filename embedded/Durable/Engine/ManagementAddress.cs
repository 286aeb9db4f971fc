namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Where instances can be watched over HTTP.</summary>
/// <param name="Host">The scheme, the host and the port.</param>
/// <param name="Query">What every address ends with: the task hub and the key.</param>
internal sealed record ManagementAddress(string Host, string Query);
