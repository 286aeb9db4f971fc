using System.Collections.Specialized;
using System.Security.Claims;
using System.Web;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>A request as the worker has it, whatever serves it.</summary>
public abstract class HttpRequestData
{
    private NameValueCollection? _query;

    /// <summary>A request that an invocation answers.</summary>
    public HttpRequestData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }

    /// <summary>The body, to be read once.</summary>
    public abstract Stream Body { get; }

    /// <summary>The headers, as the function sees them.</summary>
    public abstract HttpHeadersCollection Headers { get; }

    /// <summary>The cookies; a request tells their names and values only.</summary>
    public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

    /// <summary>The address, with the host that the client named.</summary>
    public abstract Uri Url { get; }

    /// <summary>Who asks.</summary>
    public abstract IEnumerable<ClaimsIdentity> Identities { get; }

    /// <summary>The method, such as <c>GET</c>.</summary>
    public abstract string Method { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>The query's values by name, ignoring case.</summary>
    public virtual NameValueCollection Query => _query ??= HttpUtility.ParseQueryString(Url.Query);

    /// <summary>The answer to this request, to be filled and returned.</summary>
    public abstract HttpResponseData CreateResponse();
}
