namespace Switchboard.Storage;

/// <summary>The one kind of query there is: a range of rows inside a partition.</summary>
public static class RowRange
{
    /// <summary>The rows of a partition from one row key on, up to but without another.</summary>
    public static string Filter(string partitionKey, string from, string to) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {to}");
}
