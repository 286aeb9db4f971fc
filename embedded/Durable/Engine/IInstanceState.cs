namespace Switchboard.Embedded.Durable.Engine;

/// <summary>What becomes of an instance by its messages: an orchestration's or an entity's.</summary>
internal interface IInstanceState
{
    /// <summary>Whether something is kept in memory until the next message.</summary>
    bool IsWaiting { get; }

    /// <summary>The events that the orchestrator in memory waits for; null without one.</summary>
    IReadOnlyCollection<string>? AwaitedEvents { get; }

    /// <summary>Forgets what is in memory: the store knows better.</summary>
    void Forget();

    /// <summary>Deals with messages.</summary>
    /// <returns>What to deal with next, before anything else.</returns>
    Task<IReadOnlyList<InstanceMessage>> HandleAsync(IReadOnlyList<InstanceMessage> messages);
}
