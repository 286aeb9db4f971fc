using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// The way from clients to services of this process: services are known by their endpoint, and requests to a known
/// one never see a socket.
/// </summary>
internal sealed class InProcessTransport : HttpPipelineTransport
{
    private const string OwnHosts = ".tables.embedded.invalid";

    private static readonly ConcurrentDictionary<string, TableService> Services = new(StringComparer.OrdinalIgnoreCase);
    private static readonly InProcessTransport Instance = new();
    private static int _numbers;

    /// <summary>An endpoint that no other service of this process has, and no machine.</summary>
    public static Uri NewEndpoint(string account) =>
        new($"http://service{Interlocked.Increment(ref _numbers)}{OwnHosts}/{account}");

    public static void Register(Uri endpoint, TableService service)
    {
        if (!Services.TryAdd(endpoint.Authority, service))
            throw new InvalidOperationException($"Another Table service of this process is at {endpoint.Authority}.");
    }

    public static void Unregister(Uri endpoint) => Services.TryRemove(endpoint.Authority, out _);

    /// <summary>The transport to <paramref name="endpoint"/>, if it is one of this process.</summary>
    public static HttpPipelineTransport? For(Uri endpoint) =>
        Services.ContainsKey(endpoint.Authority) || endpoint.Host.EndsWith(OwnHosts, StringComparison.OrdinalIgnoreCase)
            ? Instance
            : null;

    /// <inheritdoc />
    public override Request CreateRequest() => new InProcessRequest();

    /// <inheritdoc />
    public override void Process(HttpMessage message) => ProcessAsync(message).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var request = (InProcessRequest)message.Request;
        if (!Services.TryGetValue(Authority(request.Uri), out var service))
            throw new Azure.RequestFailedException($"No Table service of this process is at {request.Uri.ToUri()}.");

        var response = await service.HandleAsync(request.ToTableRequest()).ConfigureAwait(false);
        message.Response = new InProcessResponse(response, request.ClientRequestId);
    }

    private static string Authority(RequestUriBuilder uri) =>
        uri.Port is 80 or <= 0 ? uri.Host ?? "" : $"{uri.Host}:{uri.Port}";
}
