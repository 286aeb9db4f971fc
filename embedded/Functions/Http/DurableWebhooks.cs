using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// The part of the Durable HTTP API that only reads, below <c>/runtime/webhooks/durabletask</c>: instances and entities,
/// one by one and those that match a filter. The rest answers 501. As on Azure a key is needed: the API's own, or the
/// master key.
/// </summary>
internal sealed class DurableWebhooks(InstanceWebhooks instances, EntityWebhooks entities, FunctionKeys keys)
{
    /// <summary>Below which the instances are.</summary>
    public const string Instances = Root + "/instances";

    private const string Root = "/runtime/webhooks/durabletask";

    /// <summary>The answer to a request of this API, or null for any other request.</summary>
    public Task? Answer(HttpContext http)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments(Root, out var rest))
            return null;
        if (!keys.OpensDurable(request))
            return WebhookAnswers.EmptyAsync(http, StatusCodes.Status401Unauthorized);

        // A slash in an id comes escaped, and is the one thing that the server leaves so.
        var path = rest.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(segment => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        var what = Array.ConvertAll(path, segment => segment.ToLowerInvariant());
        return (request.Method.ToUpperInvariant(), what) switch
        {
            ("GET", ["instances"]) => instances.AllAsync(http),
            ("GET", ["instances", _]) => instances.OneAsync(http, path[1]),
            ("GET", ["entities"]) => entities.AllAsync(http, name: null),
            ("GET", ["entities", _]) => entities.AllAsync(http, path[1]),
            ("GET", ["entities", _, _]) => entities.OneAsync(http, path[1], path[2]),
            ("DELETE", ["instances"] or ["instances", _])
                or ("POST", ["instances", _, "raiseevent", _])
                or ("POST", ["instances", _, "terminate" or "suspend" or "resume" or "rewind" or "restart"])
                or ("POST", ["orchestrators", _] or ["orchestrators", _, _] or ["entities", _, _]) => RefuseAsync(http),
            _ => WebhookAnswers.EmptyAsync(http, StatusCodes.Status404NotFound),
        };
    }

    private static Task RefuseAsync(HttpContext http) =>
        WebhookAnswers.WriteAsync(http, StatusCodes.Status501NotImplemented, new JsonObject
        {
            ["Message"] = "The Durable HTTP API of the embedded cloud only reads. What changes an orchestration or an "
                + "entity goes through a function with a DurableTaskClient.",
        });
}
