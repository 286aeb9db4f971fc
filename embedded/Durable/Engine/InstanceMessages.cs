namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Something for an instance to deal with.</summary>
internal abstract record InstanceMessage
{
    /// <summary>Where the message lies in the store until a commit takes it out, if it does.</summary>
    public long? Order { get; init; }

    /// <summary>Who waits to hear that the message was committed or refused.</summary>
    public TaskCompletionSource<int>? Answer { get; init; }
}

/// <summary>Start the instance, in place of one of the same id.</summary>
/// <param name="Record">Its first state.</param>
/// <param name="Input">Its input.</param>
/// <param name="RefusedOver">States in which an instance that is over is not replaced either.</param>
internal sealed record StartInstance(InstanceRecord Record, string? Input, IReadOnlyCollection<string> RefusedOver)
    : InstanceMessage;

/// <summary>Make the first step of this generation.</summary>
internal sealed record BeginInstance(string ExecutionId) : InstanceMessage;

/// <summary>Receive something; only this generation, if one is named.</summary>
internal sealed record Deliver(ReceivedEvent Event, string? ExecutionId) : InstanceMessage;

/// <summary>Forget the instance.</summary>
/// <param name="EvenOpen">Also if it is not over.</param>
internal sealed record PurgeInstance(bool EvenOpen) : InstanceMessage;

/// <summary>The orchestrator in memory broke the rules from another thread.</summary>
internal sealed record FoundBroken(Execution Execution) : InstanceMessage;
