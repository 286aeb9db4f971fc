using System.Globalization;
using System.Linq.Expressions;
using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

public partial class TableClient
{
    /// <summary>
    /// The rows that pass an OData filter, in order of PartitionKey, then RowKey; a page may be empty and still not be
    /// the last.
    /// </summary>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TableAsyncPages<T>(Pages<T>(filter, select), maxPerPage, cancellationToken);

    /// <summary>The rows that pass a predicate. The service evaluates it: what it cannot is refused here.</summary>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)" />
    public virtual Pageable<T> Query<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TablePages<T>(Pages<T>(filter, select), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(Expression{Func{T, bool}}, int?, IEnumerable{string}, CancellationToken)" />
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    // The two continuation values have no spaces: they are parts of a URL.
    private static string? Token(Response response) =>
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition)
            ? response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row)
                ? $"{partition} {row}"
                : partition
            : null;

    private FetchPage<T> Pages<T>(string? filter, IEnumerable<string>? select)
        where T : class, ITableEntity => async (token, size, async, cancellation) =>
        {
            using var message = _wire.Request(RequestMethod.Get, Name + "()");
            if (filter is not null)
                message.Request.Uri.AppendQuery("$filter", filter, true);
            if (size is { } top)
                message.Request.Uri.AppendQuery("$top", top.ToString(CultureInfo.InvariantCulture), false);
            Select(message.Request, select);
            if (token is not null)
            {
                var space = token.IndexOf(' ', StringComparison.Ordinal);
                message.Request.Uri.AppendQuery("NextPartitionKey", space < 0 ? token : token[..space], true);
                if (space >= 0)
                    message.Request.Uri.AppendQuery("NextRowKey", token[(space + 1)..], true);
            }

            var response = await _wire.SendAsync(message, async, cancellation).ConfigureAwait(false);
            var entities = EntityJson.ReadPage<T>(response.Content.ToMemory().Span);
            return Page<T>.FromValues(entities, Token(response), response);
        };
}
