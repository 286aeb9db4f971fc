using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// The Table REST protocol over a store, for one account. Clients of this process reach it by
/// <see cref="ConnectionString"/> from its making to its disposal; others over HTTP where
/// <see cref="HandleAsync(HttpContext)"/> is served.
/// </summary>
internal sealed class TableService : IDisposable
{
    private const string Secondary = "-secondary";
    private const int LargestBody = 4 * 1024 * 1024;

    private readonly string _account;
    private readonly string _key;
    private readonly SharedKeyCheck _authorization;
    private readonly RowRequests _rows;
    private readonly TableRequests _tables;
    private readonly BatchRequests _batches;
    private readonly AccountRequests _accounts;
    private readonly ILogger _logger;
    private readonly Uri _endpoint;

    /// <summary>A service whose account is the storage emulators' unless another is given; the key is Base64.</summary>
    public TableService(
        TableStore store,
        string account = StorageAccount.DevelopmentName,
        string key = StorageAccount.DevelopmentKey,
        ILogger? logger = null)
    {
        _account = account;
        _key = key;
        _authorization = new SharedKeyCheck(account, key);
        _logger = logger ?? NullLogger.Instance;
        _endpoint = InProcessTransport.NewEndpoint(account);
        _rows = new RowRequests(store);
        _accounts = new AccountRequests(store);
        _tables = new TableRequests(store, _accounts);
        _batches = new BatchRequests(store, _rows, Local);
        InProcessTransport.Register(_endpoint, this);
    }

    /// <summary>What refuses some of the requests as too many; null for nothing.</summary>
    public TableThrottle? Throttle { get; set; }

    /// <summary>Where clients of this process find the service.</summary>
    public Uri Endpoint => _endpoint;

    /// <summary>How clients of this process reach the service.</summary>
    public string ConnectionString => ConnectionStringAt(_endpoint);

    /// <summary>How clients reach the service where it is served, for example on <c>http://127.0.0.1:7073</c>.</summary>
    public string ConnectionStringAt(Uri endpoint) =>
        $"DefaultEndpointsProtocol={endpoint.Scheme};AccountName={_account};AccountKey={_key};"
        + $"TableEndpoint={endpoint.GetLeftPart(UriPartial.Authority)}/{_account};";

    /// <summary>Answers an HTTP request.</summary>
    public Task HandleAsync(HttpContext context) => HttpRequests.HandleAsync(context, this, LargestBody);

    /// <summary>Answers a request.</summary>
    public async ValueTask<TableResponse> HandleAsync(TableRequest request)
    {
        EmbeddedMeter.TableRequests.Add(1);
        try
        {
            if (_authorization.Refuses(request) is { } refusal)
                return TableResponse.Of(refusal);
            if (Throttle?.Refusal() is { } busy)
                return busy;
            if (request.Body.Length > LargestBody)
                return TableResponse.Of(TableFailure.RequestBodyTooLarge);
            return await AnswerAsync(request, Local(request.Path)).ConfigureAwait(false);
        }
        catch (TableFailureException failure)
        {
            return TableResponse.Of(failure.Failure);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            _logger.LogError(failure, "The Table service failed on {Method} {Path}", request.Method, request.Path);
            return TableResponse.Of(TableFailure.InternalError);
        }
    }

    /// <summary>Takes the service away from clients of this process. The store stays open.</summary>
    public void Dispose() => InProcessTransport.Unregister(_endpoint);

    private async ValueTask<TableResponse> AnswerAsync(TableRequest request, TablePath path)
    {
        if (path.Resource == TableResource.Batch)
            return await _batches.AnswerAsync(request, Root(request)).ConfigureAwait(false);
        if (path.Resource is TableResource.Account or TableResource.Rows && request.Parameter("comp") is not null)
            return await _accounts.AnswerAsync(request, path, IsSecondary(request.Path)).ConfigureAwait(false);

        var method = MethodOf(request);
        return path.Resource switch
        {
            TableResource.Tables or TableResource.Table =>
                await _tables.AnswerAsync(request, method, path, Root(request)).ConfigureAwait(false),
            TableResource.Rows or TableResource.Row =>
                await _rows.AnswerAsync(request, method, path, Root(request)).ConfigureAwait(false),
            _ => TableResponse.Of(TableFailure.InvalidUri),
        };
    }

    // A client behind a proxy that only knows GET and POST says what it means in a header.
    private static string MethodOf(TableRequest request)
    {
        if (request.Header("X-HTTP-Method") is not { } meant)
            return request.Method;
        if (request.Method != "POST")
            throw TableFailure.XMethodNotUsingPost.AsException();
        if (meant.Contains(',', StringComparison.Ordinal))
            throw TableFailure.XMethodIncorrectCount.AsException();
        return meant is "PUT" or "MERGE" or "PATCH" or "DELETE"
            ? meant
            : throw TableFailure.XMethodIncorrectValue.AsException();
    }

    // The path below the account; a batch has whole URIs in it.
    private TablePath Local(string uri)
    {
        var path = uri.AsSpan();
        var scheme = path.IndexOf("://");
        if (scheme > 0)
        {
            path = path[(scheme + 3)..];
            var slash = path.IndexOf('/');
            path = slash < 0 ? [] : path[slash..];
        }

        path = path.TrimStart('/');
        if (!path.StartsWith(_account))
            throw TableFailure.InvalidUri.AsException();
        path = path[_account.Length..];
        if (path.StartsWith(Secondary))
            path = path[Secondary.Length..];
        return path.IsEmpty || path[0] == '/' ? TablePath.Parse(path) : throw TableFailure.InvalidUri.AsException();
    }

    // Where a copy of the account would be, far away.
    private bool IsSecondary(string path) => path.AsSpan().TrimStart('/')[_account.Length..].StartsWith(Secondary);

    private string Root(TableRequest request) =>
        request.Header("Host") is { } host ? $"http://{host}/{_account}" : _endpoint.ToString();
}
