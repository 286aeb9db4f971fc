namespace Switchboard.Storage;

/// <summary>
/// A change was refused because of one of its rows: it exists already (409), it has changed since it was read (412)
/// or it is gone (404). Nothing of the change was written.
/// </summary>
public sealed class ChangeRejectedException(string rowKey, int status, Exception? cause = null)
    : Exception($"The change was refused because of row '{rowKey}' ({status}).", cause)
{
    /// <summary>The row key of the row that stood in the way.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>404, 409 or 412.</summary>
    public int Status { get; } = status;

    /// <summary>Whether reading again and deciding again can help: a row was changed or deleted by somebody else.</summary>
    public bool IsStale => Status is 404 or 412;
}
