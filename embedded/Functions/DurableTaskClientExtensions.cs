using System.Net;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Http;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions;

/// <summary>Answers that tell where an orchestration can be watched.</summary>
public static class DurableTaskClientExtensions
{
    // With two braces, as the real ones have it.
    private const string Reason = "reason={{text}}";

    /// <summary>
    /// 202 with the <c>Location</c> of the instance's state and the <see cref="HttpManagementPayload"/> as a body. Kestrel
    /// must allow synchronous writing, which it does not unless it is told to.
    /// </summary>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        CancellationToken cancellation = default) =>
        CreateCheckStatusResponse(client, request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <inheritdoc cref="CreateCheckStatusResponse(DurableTaskClient, HttpRequestData, string, CancellationToken)" />
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        HttpStatusCode statusCode,
        CancellationToken cancellation = default)
    {
        var (response, payload) = Answer(client, request, instanceId, statusCode);
        WorkerJson.SerializerOf(response.FunctionContext)
            .Serialize(response.Body, payload, typeof(HttpManagementPayload), cancellation);
        return response;
    }

    /// <summary>
    /// 202 with the <c>Location</c> of the instance's state and the <see cref="HttpManagementPayload"/> as a body.
    /// </summary>
    public static Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        CancellationToken cancellation = default) =>
        CreateCheckStatusResponseAsync(client, request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>
    /// Another status with the <c>Location</c> of the instance's state and the <see cref="HttpManagementPayload"/> as a
    /// body.
    /// </summary>
    public static async Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        HttpStatusCode statusCode,
        CancellationToken cancellation = default)
    {
        var (response, payload) = Answer(client, request, instanceId, statusCode);
        await WorkerJson.SerializerOf(response.FunctionContext)
            .SerializeAsync(response.Body, payload, typeof(HttpManagementPayload), cancellation).ConfigureAwait(false);
        return response;
    }

    /// <summary>
    /// Where the instance can be watched and managed: at the host that <paramref name="request"/> named, else at this
    /// machine's own address. It need not exist.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no request, and the client is not a binding's.</exception>
    public static HttpManagementPayload CreateHttpManagementPayload(
        this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var address = (client as EngineClient)?.Address;
        var host = request?.Url.GetLeftPart(UriPartial.Authority) ?? address?.Host
            ?? throw new InvalidOperationException(
                "Nothing says where the Durable HTTP API is. Pass the request, or use the client of [DurableClient].");
        var instance = $"{host}{DurableWebhooks.Instances}/{Uri.EscapeDataString(instanceId)}";
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = At(""),
            SendEventPostUri = At("/raiseEvent/{eventName}"),
            TerminatePostUri = At("/terminate", Reason),
            PurgeHistoryDeleteUri = At(""),
            SuspendPostUri = At("/suspend", Reason),
            ResumePostUri = At("/resume", Reason),
        };

        string At(string path, string? reason = null)
        {
            var query = string.Join('&', new[] { reason, address?.Query }.OfType<string>());
            return query.Length == 0 ? instance + path : $"{instance}{path}?{query}";
        }
    }

    private static (HttpResponseData Response, HttpManagementPayload Payload) Answer(
        DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode status)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var payload = CreateHttpManagementPayload(client, instanceId, request);
        var response = request.CreateResponse(status);
        response.Headers.Add("Location", payload.StatusQueryGetUri);
        response.Headers.Add("Content-Type", "application/json");
        return (response, payload);
    }
}
