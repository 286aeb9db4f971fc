namespace Switchboard.Embedded.Tables.Service;

/// <summary>What is done to a row.</summary>
internal enum RowAction
{
    /// <summary>Put in place; fails if the row exists.</summary>
    Insert,

    /// <summary>Put in place, whatever is there.</summary>
    Put,

    /// <summary>Add to what is there, or put in place.</summary>
    PutMerged,

    /// <summary>Put in place of an existing row.</summary>
    Replace,

    /// <summary>Add to an existing row.</summary>
    Merge,

    /// <summary>Take away an existing row.</summary>
    Delete,

    /// <summary>Take away the row if it exists.</summary>
    Remove,
}

/// <summary>How an operation ended.</summary>
internal enum RowOutcome
{
    Done,
    AlreadyExists,
    NotFound,
    ConditionNotMet,
    TableNotFound,
    TooManyProperties,
    TooLarge,
}

/// <summary>One operation of a transaction; <paramref name="IfVersion"/> null means any version.</summary>
internal readonly record struct RowOperation(
    RowAction Action,
    byte[] PartitionKey,
    byte[] RowKey,
    ReadOnlyMemory<byte> Properties,
    long? IfVersion = null);
