using Azure;

namespace Switchboard.Embedded.Tables;

/// <summary>Fetches one page: the token of the page before (null: the first), the page size, how to wait.</summary>
internal delegate ValueTask<Page<T>> FetchPage<T>(string? token, int? size, bool async, CancellationToken cancellation)
    where T : notnull;

/// <summary>Pages fetched one after the other until none names a next one; empty ones are passed on.</summary>
internal sealed class TableAsyncPages<T>(FetchPage<T> fetch, int? maxPerPage, CancellationToken cancellation)
    : AsyncPageable<T>(cancellation)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await fetch(continuationToken, pageSizeHint ?? maxPerPage, true, CancellationToken)
                .ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await fetch(token, maxPerPage, true, CancellationToken).ConfigureAwait(false);
            foreach (var value in page.Values)
                yield return value;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}

/// <summary>The same for callers that block.</summary>
internal sealed class TablePages<T>(FetchPage<T> fetch, int? maxPerPage, CancellationToken cancellation)
    : Pageable<T>(cancellation)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            // Without async the task is complete when it returns.
            var page = fetch(continuationToken, pageSizeHint ?? maxPerPage, false, CancellationToken)
                .GetAwaiter().GetResult();
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
