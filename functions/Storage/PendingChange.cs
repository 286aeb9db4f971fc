namespace Switchboard.Storage;

/// <summary>A change that waits to be written.</summary>
internal sealed class PendingChange(Change change)
{
    public Change Change { get; } = change;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
