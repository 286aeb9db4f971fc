using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// An ASP.NET Core response as <see cref="HttpResponseData"/>: what is set and written here is set and written there, so
/// that nothing is left to do when a function returns it.
/// </summary>
internal sealed class ResponseData : HttpResponseData
{
    private readonly HttpResponse _response;
    private readonly FunctionInvocation _invocation;
    private Dictionary<string, StringValues> _before = [];
    private HttpHeadersCollection? _headers;

    public ResponseData(FunctionInvocation invocation)
        : base(invocation)
    {
        _invocation = invocation;
        _response = invocation.Http!.Response;
        Cookies = new ResponseCookies(_response);
    }

    public override HttpStatusCode StatusCode
    {
        get => (HttpStatusCode)_response.StatusCode;
        set => _response.StatusCode = (int)value;
    }

    public override HttpHeadersCollection Headers
    {
        get => _headers ??= Begin(new(_response.Headers.Select(
            header => KeyValuePair.Create(header.Key, header.Value.OfType<string>()))));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _headers = _headers is null ? Begin(value) : value;
        }
    }

    /// <exception cref="NotSupportedException">
    /// It was set: ASP.NET Core sends its own stream, and what is in another one would be lost.
    /// </exception>
    public override Stream Body
    {
        get => _response.Body;
        set => throw new NotSupportedException(
            "With the ASP.NET Core integration nothing of a stream that is put in the place of the response's body is "
            + "sent. Write to Body instead.");
    }

    public override HttpCookies Cookies { get; }

    private HttpHeadersCollection Begin(HttpHeadersCollection headers)
    {
        _before = _response.Headers.ToDictionary(header => header.Key, header => header.Value);
        if (!_response.HasStarted)
            _response.OnStarting(ApplyAsync);
        return headers;
    }

    // Only what was changed here: others may have set headers meanwhile, cookies for example.
    private Task ApplyAsync()
    {
        var now = _headers!.NonValidated.ToDictionary(
            header => header.Key, header => new StringValues([.. header.Value]), StringComparer.OrdinalIgnoreCase);

        // The 500 of a function that failed has no body, whatever length was said.
        if (_invocation.Failure is not null)
            now.Remove("Content-Length");
        foreach (var (name, values) in now)
        {
            if (!_before.TryGetValue(name, out var old) || old != values)
                _response.Headers[name] = values;
        }

        foreach (var name in _before.Keys.Where(name => !now.ContainsKey(name)))
            _response.Headers.Remove(name);
        return Task.CompletedTask;
    }

    private sealed class ResponseCookies(HttpResponse response) : HttpCookies
    {
        public override void Append(string name, string value) => response.Cookies.Append(name, value);

        public override void Append(IHttpCookie cookie)
        {
            ArgumentNullException.ThrowIfNull(cookie);
            response.Cookies.Append(cookie.Name, cookie.Value, new CookieOptions
            {
                Domain = cookie.Domain,
                Expires = cookie.Expires,
                HttpOnly = cookie.HttpOnly ?? false,
                MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Path = cookie.Path,
                SameSite = cookie.SameSite switch
                {
                    SameSite.Lax => SameSiteMode.Lax,
                    SameSite.Strict => SameSiteMode.Strict,
                    _ => SameSiteMode.None,
                },
                Secure = cookie.Secure ?? false,
            });
        }

        public override IHttpCookie CreateNew() =>
            throw new NotSupportedException("The ASP.NET Core integration makes no cookies. Use HttpCookie.");
    }
}
