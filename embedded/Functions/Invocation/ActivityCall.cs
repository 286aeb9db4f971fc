namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>What an activity is called with; <paramref name="Input"/> is JSON, or null.</summary>
internal sealed record ActivityCall(string InstanceId, string? Input);
