using System.Net;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>The answer to a request as the worker has it, whatever sends it.</summary>
public abstract class HttpResponseData
{
    /// <summary>An answer that an invocation gives.</summary>
    public HttpResponseData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }

    /// <summary>The status; 200 unless it is set.</summary>
    public abstract HttpStatusCode StatusCode { get; set; }

    /// <summary>The headers, which count until the first byte of the body is sent.</summary>
    public abstract HttpHeadersCollection Headers { get; set; }

    /// <summary>The body, to be written to.</summary>
    public abstract Stream Body { get; set; }

    /// <summary>The cookies to set.</summary>
    public abstract HttpCookies Cookies { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>The answer to <paramref name="request"/>.</summary>
    public static HttpResponseData CreateResponse(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.CreateResponse();
    }
}
