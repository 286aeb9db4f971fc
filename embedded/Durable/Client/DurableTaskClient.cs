namespace Switchboard.Embedded.Durable.Client;

/// <summary>Starts, asks about and steers orchestration instances.</summary>
public abstract class DurableTaskClient;
