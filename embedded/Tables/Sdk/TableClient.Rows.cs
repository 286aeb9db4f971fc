using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

public partial class TableClient
{
    private static readonly RequestMethod Merge = RequestMethod.Parse("MERGE");

    /// <summary>Inserts a row. 409 EntityAlreadyExists if there is one with its keys.</summary>
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => AddAsync(entity, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="AddEntity{T}" />
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => AddAsync(entity, true, cancellationToken).AsTask();

    /// <summary>Inserts a row, or merges it into the one that is there, or replaces that.</summary>
    public virtual Response UpsertEntity<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(entity, null, mode, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="UpsertEntity{T}" />
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(entity, null, mode, true, cancellationToken).AsTask();

    /// <summary>
    /// Merges into, or replaces, the row that is there: 404 ResourceNotFound if there is none, 412
    /// UpdateConditionNotSatisfied if it is not the version <paramref name="ifMatch"/> (<see cref="ETag.All"/>: any).
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is default.</exception>
    public virtual Response UpdateEntity<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(entity, Required(ifMatch), mode, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="UpdateEntity{T}" />
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(entity, Required(ifMatch), mode, true, cancellationToken).AsTask();

    /// <summary>Deletes a row; no failure if there is none, 412 if it is not the version asked for.</summary>
    public virtual Response DeleteEntity(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteAsync(partitionKey, rowKey, ifMatch, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)" />
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteAsync(partitionKey, rowKey, ifMatch, true, cancellationToken).AsTask();

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)" />
    public virtual Response DeleteEntity(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntity(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)" />
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>One row. 404 ResourceNotFound if there is none.</summary>
    public virtual Response<T> GetEntity<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetAsync<T>(partitionKey, rowKey, select, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="GetEntity{T}" />
    public virtual Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetAsync<T>(partitionKey, rowKey, select, true, cancellationToken).AsTask();

    /// <summary>One row, or an answer without a value if there is none.</summary>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetIfExistsAsync<T>(partitionKey, rowKey, select, false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="GetEntityIfExists{T}" />
    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetIfExistsAsync<T>(partitionKey, rowKey, select, true, cancellationToken).AsTask();

    private static ETag Required(ETag ifMatch) =>
        ifMatch == default
            ? throw new ArgumentException("Value cannot be empty; ETag.All updates any version.", nameof(ifMatch))
            : ifMatch;

    private static void CheckKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }

    private static void Select(Request request, IEnumerable<string>? select)
    {
        if (select is not null)
            request.Uri.AppendQuery("$select", string.Join(',', select), true);
    }

    private async ValueTask<Response> AddAsync(ITableEntity entity, bool async, CancellationToken cancellation)
    {
        CheckKeys(entity);
        using var message = _wire.Request(RequestMethod.Post, Name);
        message.Request.Headers.Add("Prefer", "return-no-content");
        TableWire.Body(message.Request, entity);
        return await _wire.SendAsync(message, async, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Response> WriteAsync(
        ITableEntity entity, ETag? ifMatch, TableUpdateMode mode, bool async, CancellationToken cancellation)
    {
        CheckKeys(entity);
        var method = mode switch
        {
            TableUpdateMode.Merge => Merge,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
        };
        using var message = _wire.Request(method, TableWire.RowPath(Name, entity.PartitionKey, entity.RowKey));
        if (ifMatch is { } etag)
            message.Request.Headers.Add("If-Match", etag.ToString());
        TableWire.Body(message.Request, entity);
        return await _wire.SendAsync(message, async, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Response> DeleteAsync(
        string partitionKey, string rowKey, ETag ifMatch, bool async, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        using var message = _wire.Request(RequestMethod.Delete, TableWire.RowPath(Name, partitionKey, rowKey));
        message.Request.Headers.Add("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await _wire.SendAsync(message, async, cancellation, alsoFine: 404).ConfigureAwait(false);
    }

    private async ValueTask<Response<T>> GetAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select, bool async, CancellationToken cancellation)
        where T : class, ITableEntity
    {
        using var message = Get(partitionKey, rowKey, select);
        var response = await _wire.SendAsync(message, async, cancellation).ConfigureAwait(false);
        return Response.FromValue(EntityJson.ReadOne<T>(response.Content.ToMemory().Span), response);
    }

    private async ValueTask<NullableResponse<T>> GetIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select, bool async, CancellationToken cancellation)
        where T : class, ITableEntity
    {
        using var message = Get(partitionKey, rowKey, select);
        var response = await _wire.SendAsync(message, async, cancellation, alsoFine: 404).ConfigureAwait(false);
        return response.Status == 404
            ? new NoValueResponse<T>(response)
            : Response.FromValue(EntityJson.ReadOne<T>(response.Content.ToMemory().Span), response);
    }

    private HttpMessage Get(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var message = _wire.Request(RequestMethod.Get, TableWire.RowPath(Name, partitionKey, rowKey));
        Select(message.Request, select);
        return message;
    }
}
