using Microsoft.AspNetCore.Http.Extensions;

namespace Switchboard.Http;

/// <summary>The absolute address that a client used.</summary>
internal static class RequestAddress
{
    /// <summary>The request's address without its query, escaped as in a request line.</summary>
    public static string Of(HttpRequest request) =>
        UriHelper.BuildAbsolute(Scheme(request), request.Host, request.PathBase, request.Path);

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
