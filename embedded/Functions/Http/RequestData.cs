using System.Security.Claims;
using Microsoft.AspNetCore.Http.Extensions;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>An ASP.NET Core request as <see cref="HttpRequestData"/>. Its headers and cookies are those of its beginning.</summary>
internal sealed class RequestData(FunctionInvocation invocation) : HttpRequestData(invocation)
{
    private readonly Microsoft.AspNetCore.Http.HttpRequest _request = invocation.Http!.Request;
    private HttpHeadersCollection? _headers;
    private IReadOnlyCollection<IHttpCookie>? _cookies;

    public override Stream Body => _request.Body;

    public override HttpHeadersCollection Headers => _headers ??= new(_request.Headers.Select(
        header => KeyValuePair.Create(header.Key, header.Value.OfType<string>())));

    public override IReadOnlyCollection<IHttpCookie> Cookies =>
        _cookies ??= [.. _request.Cookies.Select(cookie => new HttpCookie(cookie.Key, cookie.Value))];

    public override Uri Url { get; } = new(invocation.Http!.Request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => _request.HttpContext.User.Identities;

    public override string Method => _request.Method;

    public override HttpResponseData CreateResponse() => new ResponseData(invocation);
}

/// <summary>Gives middleware the request of an invocation.</summary>
internal sealed class RequestDataFeature : IHttpRequestDataFeature
{
    public static RequestDataFeature Instance { get; } = new();

    public ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context) =>
        new(FunctionInvocation.Of(context).RequestData);
}
