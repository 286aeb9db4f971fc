using Switchboard.Embedded.Functions.Http;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions;

/// <summary>The request and the answer of an invocation, for middleware.</summary>
public static class FunctionContextHttpRequestExtensions
{
    /// <summary>
    /// The request; null for a function with another trigger and in middleware registered before
    /// <c>ConfigureFunctionsWebApplication</c>.
    /// </summary>
    public static ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<IHttpRequestDataFeature>()?.GetHttpRequestDataAsync(context) ?? default;
    }

    /// <summary>What the function answered, if it answered in this way; null before it has.</summary>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return FunctionInvocation.Of(context).HttpResult as HttpResponseData;
    }
}
