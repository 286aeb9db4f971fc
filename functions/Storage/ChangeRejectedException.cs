namespace Switchboard.Storage;

/// <summary>
/// A change was refused because of some of its rows: they exist already (409), have changed since they were read (412)
/// or are gone (404). Nothing of the change was written.
/// </summary>
public sealed class ChangeRejectedException(IReadOnlyList<string> rowKeys, int status, Exception? cause = null)
    : Exception($"The change was refused because of row '{rowKeys[0]}' ({status}).", cause)
{
    /// <summary>The row keys of the rows that are known to stand in the way: one or more.</summary>
    public IReadOnlyList<string> RowKeys { get; } = rowKeys;

    /// <summary>404, 409 or 412.</summary>
    public int Status { get; } = status;

    /// <summary>Whether reading again and deciding again can help: a row was changed or deleted by somebody else.</summary>
    public bool IsStale => Status is 404 or 412;
}
