using System.Linq.Expressions;
using Azure;
using Azure.Core;
using Switchboard.Embedded.Tables.Models;

namespace Switchboard.Embedded.Tables;

/// <summary>
/// One table and its rows. Failures are <see cref="RequestFailedException"/>s whose <c>ErrorCode</c> is one of
/// <see cref="TableErrorCode"/>.
/// </summary>
public partial class TableClient
{
    private readonly TableWire _wire;

    /// <summary>A client of a table of the account a connection string names.</summary>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>A client of a table of the account a connection string names.</summary>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableWire.Of(StorageAccount.Parse(connectionString), options), tableName)
    {
    }

    /// <summary>A client of the table whose URI has its signature in the query.</summary>
    public TableClient(Uri endpoint, TableClientOptions? options = null)
        : this(TableWire.Of(Account(endpoint), options), Table(endpoint))
    {
    }

    /// <summary>A client of the table at a URI, with a shared access signature.</summary>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TableWire.Of(Account(endpoint), credential, options), Table(endpoint))
    {
    }

    /// <summary>A client with the account's key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>A client with the account's key.</summary>
    public TableClient(
        Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableWire.Of(endpoint, credential, options), tableName)
    {
    }

    /// <summary>A client with Microsoft Entra tokens.</summary>
    public TableClient(
        Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableWire.Of(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableWire wire, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _wire = wire;
        Name = tableName;
    }

    /// <summary>For mocks.</summary>
    protected TableClient()
    {
        _wire = null!;
        Name = null!;
    }

    /// <summary>The table.</summary>
    public virtual string Name { get; }

    /// <summary>The account.</summary>
    public virtual string AccountName => _wire.AccountName;

    /// <summary>The table's URI.</summary>
    public virtual Uri Uri => new UriBuilder(_wire.Endpoint)
    {
        Path = _wire.Endpoint.AbsolutePath.TrimEnd('/') + "/" + Name,
    }.Uri;

    /// <summary>A filter from an interpolated string; values are quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterFormat.Format(filter);

    /// <summary>A filter from a predicate.</summary>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterExpression.Of(filter);

    /// <summary>Makes the table. 409 TableAlreadyExists if there is one of that name.</summary>
    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        CreateAsync(false, 0, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="Create" />
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        CreateAsync(true, 0, cancellationToken).AsTask();

    /// <summary>Makes the table unless it exists.</summary>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        CreateAsync(false, 409, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="CreateIfNotExists" />
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        CreateAsync(true, 409, cancellationToken).AsTask();

    /// <summary>Deletes the table and its rows; no failure if there is none.</summary>
    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        DeleteAsync(false, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="Delete" />
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        DeleteAsync(true, cancellationToken).AsTask();

    private static string Table(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Segments[^1].Trim('/');
    }

    private static Uri Account(Uri endpoint)
    {
        var table = Table(endpoint);
        var account = new UriBuilder(endpoint);
        account.Path = account.Path.TrimEnd('/')[..^table.Length];
        return account.Uri;
    }

    private async ValueTask<Response<TableItem>> CreateAsync(bool async, int alsoFine, CancellationToken cancellation)
    {
        using var message = _wire.Request(RequestMethod.Post, "Tables");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(new Dictionary<string, string> { ["TableName"] = Name });
        var response = await _wire.SendAsync(message, async, cancellation, alsoFine).ConfigureAwait(false);

        // 409 also says that a table of that name is being deleted, and then there is none.
        if (response.Status == 409)
        {
            var failure = new RequestFailedException(response, null, TableErrorParser.Instance);
            if (failure.ErrorCode != TableErrorCode.TableAlreadyExists)
                throw failure;
        }

        return Response.FromValue(new TableItem(Name), response);
    }

    private async ValueTask<Response> DeleteAsync(bool async, CancellationToken cancellation)
    {
        using var message = _wire.Request(RequestMethod.Delete, $"Tables('{System.Uri.EscapeDataString(Name)}')");
        return await _wire.SendAsync(message, async, cancellation, alsoFine: 404).ConfigureAwait(false);
    }
}
