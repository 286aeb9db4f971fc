using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Switchboard.Tests.Http;

/// <summary>One request and its answer without a server.</summary>
internal sealed class Exchange
{
    private readonly MemoryStream _body = new();

    public Exchange(string method = "GET", string path = "/", string query = "")
    {
        Context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        };
        Context.Request.Method = method;
        Context.Request.Scheme = "http";
        Context.Request.Host = new HostString("localhost", 7071);
        Context.Request.Path = path;
        Context.Request.QueryString = new QueryString(query);
        Context.Response.Body = _body;
    }

    public DefaultHttpContext Context { get; }

    public HttpRequest Request => Context.Request;

    public IHeaderDictionary Headers => Context.Response.Headers;

    public int Status => Context.Response.StatusCode;

    public string Body => Encoding.UTF8.GetString(_body.ToArray());

    public Exchange With(string contentType, string body) => With(contentType, Encoding.UTF8.GetBytes(body));

    public Exchange With(string? contentType, byte[] body)
    {
        Request.ContentType = contentType;
        Request.ContentLength = body.Length;
        Request.Body = new MemoryStream(body);
        return this;
    }

    public async Task<Exchange> AnswerAsync(IResult result)
    {
        await result.ExecuteAsync(Context);
        return this;
    }
}
