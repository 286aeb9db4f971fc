namespace Switchboard.Embedded.Functions.Http;

/// <summary>Tells middleware the request of an invocation.</summary>
public interface IHttpRequestDataFeature
{
    /// <summary>The request; null for a function with another trigger.</summary>
    ValueTask<HttpRequestData?> GetHttpRequestDataAsync(FunctionContext context);
}
