using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Pipeline;

namespace Switchboard.Embedded.Communication.Pipeline;

/// <summary>A communication resource's REST interface, seen from a client: pipeline, address and api-version.</summary>
internal sealed class CommunicationChannel
{
    private const string Scope = "https://communication.azure.com//.default";

    private readonly HttpPipeline _pipeline;
    private readonly Uri _endpoint;
    private readonly string _apiVersion;

    private CommunicationChannel(
        Uri endpoint, HttpPipelinePolicy authentication, ClientOptions options, string apiVersion)
    {
        _endpoint = endpoint;
        _apiVersion = apiVersion;
        var pipeline = new HttpPipelineOptions(options);
        pipeline.PerRetryPolicies.Add(authentication);
        _pipeline = EmbeddedPipeline.Build(pipeline);
    }

    public static CommunicationChannel Open(string connectionString, ClientOptions options, string apiVersion)
    {
        var resource = ResourceConnectionString.Parse(connectionString);
        return Open(resource.Endpoint, new AzureKeyCredential(resource.AccessKey), options, apiVersion);
    }

    public static CommunicationChannel Open(
        Uri endpoint, AzureKeyCredential credential, ClientOptions options, string apiVersion)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        var key = Convert.FromBase64String(credential.Key);
        return new CommunicationChannel(endpoint, new HmacAuthenticationPolicy(key), options, apiVersion);
    }

    public static CommunicationChannel Open(
        Uri endpoint, TokenCredential credential, ClientOptions options, string apiVersion)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        HttpPipelinePolicy authentication = endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback
            ? new LoopbackTokenPolicy(credential, Scope)
            : new BearerTokenAuthenticationPolicy(credential, Scope);
        return new CommunicationChannel(endpoint, authentication, options, apiVersion);
    }

    /// <summary>A request to <paramref name="path"/> (escaped, no api-version) with a JSON body, if any.</summary>
    public HttpMessage Message(RequestMethod method, string path, object? body = null)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(_endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendQuery("api-version", _apiVersion);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(body, WireJson.Options));
        }

        return message;
    }

    /// <summary>Sends and returns the answer.</summary>
    /// <exception cref="RequestFailedException">The service refused; status and code are its own.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        using (TrackedWork.Send(out var errand))
        {
            if (errand is not null)
                message.Request.Headers.SetValue(TrackedWork.ErrandHeader, errand);
            await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
        }
    }

    /// <summary>Waits by the service's clock.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        ClientPauses.WaitAsync(_endpoint, time, cancellationToken);

    /// <summary>Sends and returns the answer's body as well.</summary>
    public async Task<(Response Response, JsonElement Body)> SendForJsonAsync(
        HttpMessage message, CancellationToken cancellationToken)
    {
        var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        using var document = JsonDocument.Parse(response.Content);
        return (response, document.RootElement.Clone());
    }
}
