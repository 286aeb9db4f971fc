namespace Switchboard.Storage;

/// <summary>A change that waits to be written.</summary>
internal sealed class PendingChange(Change change)
{
    public Change Change { get; } = change;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<string> RowKeys => Change.Actions.Select(action => action.Entity.RowKey);

    public IEnumerable<string> TallyKeys => Change.Counts.Keys.Select(counter => counter.RowKey);

    /// <summary>Whether its rows and its tallies are more than <paramref name="most"/>.</summary>
    public bool IsLarger(int most) =>
        Change.Actions.Count + Change.Counts.Count > most && Change.Actions.Count + TallyKeys.Distinct().Count() > most;
}
