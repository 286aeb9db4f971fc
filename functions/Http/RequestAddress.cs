using Microsoft.AspNetCore.Http.Extensions;

namespace Switchboard.Http;

/// <summary>The absolute address that a client used.</summary>
internal static class RequestAddress
{
    /// <summary>The request's address without its query, escaped as in a request line.</summary>
    public static string Of(HttpRequest request) =>
        UriHelper.BuildAbsolute(Scheme(request), request.Host, request.PathBase, request.Path);

    /// <summary>Where the application is, as the client sees it: scheme, host, and what comes before every path.</summary>
    public static string OriginOf(HttpRequest request) =>
        request.Host.HasValue ? $"{Scheme(request)}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}" : "/";

    // In Azure TLS ends before the host, whose proxy then tells the worker "http": the configured public address of
    // the same name knows better.
    private static string Scheme(HttpRequest request)
    {
        var configured = request.HttpContext.RequestServices?.GetService<IConfiguration>()?["PUBLIC_URL"];
        return Uri.TryCreate(configured, UriKind.Absolute, out var address)
            && string.Equals(address.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? address.Scheme
            : request.Scheme;
    }
}
