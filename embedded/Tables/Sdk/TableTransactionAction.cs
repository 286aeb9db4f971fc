using Azure;

namespace Switchboard.Embedded.Tables;

/// <summary>One operation of an entity group transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An operation that does not look at the row's version.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>An operation that fails with 412 unless the row has <paramref name="etag"/> (default: any).</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What is done.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>What it is done to.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version the row must have; default means any.</summary>
    public ETag ETag { get; }
}
