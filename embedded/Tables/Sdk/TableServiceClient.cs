using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Azure;
using Azure.Core;
using Switchboard.Embedded.Tables.Models;

namespace Switchboard.Embedded.Tables;

/// <summary>An account's tables: listed, made, deleted, and opened as <see cref="TableClient"/>.</summary>
public class TableServiceClient
{
    private readonly TableWire _wire;

    /// <summary>A client of the account a connection string names.</summary>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>A client of the account a connection string names.</summary>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        _wire = TableWire.Of(StorageAccount.Parse(connectionString), options);

    /// <summary>A client of an endpoint that needs no credential, or has its signature in the query.</summary>
    public TableServiceClient(Uri endpoint, TableClientOptions? options = null) =>
        _wire = TableWire.Of(endpoint, options);

    /// <summary>A client with a shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>A client with a shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null) =>
        _wire = TableWire.Of(endpoint, credential, options);

    /// <summary>A client with the account's key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>A client with the account's key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        _wire = TableWire.Of(endpoint, credential, options);

    /// <summary>A client with Microsoft Entra tokens.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        _wire = TableWire.Of(endpoint, tokenCredential, options);

    /// <summary>For mocks.</summary>
    protected TableServiceClient() => _wire = null!;

    /// <summary>The account.</summary>
    public virtual string AccountName => _wire.AccountName;

    /// <summary>The endpoint.</summary>
    public virtual Uri Uri => _wire.Endpoint;

    /// <summary>A filter from an interpolated string; values are quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterFormat.Format(filter);

    /// <summary>A filter from a predicate.</summary>
    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterExpression.Of(filter);

    /// <summary>A client of one table, which need not exist yet.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return new TableClient(_wire, tableName);
    }

    /// <summary>Makes a table. 409 TableAlreadyExists if there is one of that name, in any case of its letters.</summary>
    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).Create(cancellationToken);

    /// <inheritdoc cref="CreateTable" />
    public virtual Task<Response<TableItem>> CreateTableAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <summary>Makes a table unless it exists.</summary>
    public virtual Response<TableItem> CreateTableIfNotExists(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExists(cancellationToken);

    /// <inheritdoc cref="CreateTableIfNotExists" />
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes a table and its rows; no failure if there is none.</summary>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).Delete(cancellationToken);

    /// <inheritdoc cref="DeleteTable" />
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>The account's tables whose <c>TableName</c> passes an OData filter.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TableAsyncPages<TableItem>(Pages(filter), maxPerPage, cancellationToken);

    /// <summary>The account's tables that pass an interpolated filter.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The account's tables that pass a predicate.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The account's tables whose <c>TableName</c> passes an OData filter.</summary>
    public virtual Pageable<TableItem> Query(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<TableItem>(Pages(filter), maxPerPage, cancellationToken);

    /// <summary>The account's tables that pass an interpolated filter.</summary>
    public virtual Pageable<TableItem> Query(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The account's tables that pass a predicate.</summary>
    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    private FetchPage<TableItem> Pages(string? filter) => async (token, size, async, cancellation) =>
    {
        using var message = _wire.Request(RequestMethod.Get, "Tables");
        if (filter is not null)
            message.Request.Uri.AppendQuery("$filter", filter, true);
        if (size is { } top)
            message.Request.Uri.AppendQuery("$top", top.ToString(CultureInfo.InvariantCulture), false);
        if (token is not null)
            message.Request.Uri.AppendQuery("NextTableName", token, true);

        var response = await _wire.SendAsync(message, async, cancellation).ConfigureAwait(false);
        using var body = JsonDocument.Parse(response.Content.ToMemory());
        var tables = body.RootElement.GetProperty("value").EnumerateArray()
            .Select(table => new TableItem(table.GetProperty("TableName").GetString()!))
            .ToList();
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        return Page<TableItem>.FromValues(tables, next, response);
    };
}
