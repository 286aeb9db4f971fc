namespace Switchboard.Embedded.Durable;

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    /// <summary>The input of the next generation.</summary>
    public object? NewInput { get; init; }

    /// <summary>Whether events that nobody waited for yet are kept (true).</summary>
    public bool PreserveUnprocessedEvents { get; init; } = true;

    /// <summary>The version of the next generation; null for the same.</summary>
    public string? NewVersion { get; init; }
}
