using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// The part of the Durable HTTP API that only reads, below <c>/runtime/webhooks/durabletask</c>: one instance, and the
/// instances that match a filter. The rest answers 501. As on Azure a key is needed: the API's own, or the master key.
/// </summary>
internal sealed class DurableWebhooks(DurableBinding durable, DurableEngine engine, FunctionKeys keys)
{
    /// <summary>Below which the instances are.</summary>
    public const string Instances = Root + "/instances";

    private const string Root = "/runtime/webhooks/durabletask";
    private const string Continuation = "x-ms-continuation-token";

    /// <summary>The answer to a request of this API, or null for any other request.</summary>
    public Task? Answer(HttpContext http)
    {
        var request = http.Request;
        if (!request.Path.StartsWithSegments(Root, out var rest))
            return null;
        if (!keys.OpensDurable(request))
            return EmptyAsync(http, StatusCodes.Status401Unauthorized);
        if (IsWrite(request.Method, rest.Value!.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries)))
            return RefuseAsync(http);
        if (!HttpMethods.IsGet(request.Method) || !request.Path.StartsWithSegments(Instances, out var id))
            return EmptyAsync(http, StatusCodes.Status404NotFound);

        // A slash in an id comes escaped, and is the one thing that the server leaves so.
        return id.Value?.Trim('/').Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) is { Length: > 0 } one
            ? OneAsync(http, one)
            : AllAsync(http);
    }

    // What the real API does to orchestrations and entities.
    private static bool IsWrite(string method, string[] path) => (method.ToUpperInvariant(), path) switch
    {
        ("DELETE", ["instances"] or ["instances", _]) => true,
        ("POST", ["instances", _, "raiseevent", _]) => true,
        ("POST", ["instances", _, "terminate" or "suspend" or "resume" or "rewind" or "restart"]) => true,
        ("POST", ["orchestrators", _] or ["orchestrators", _, _]) => true,
        ("POST", ["entities", _, _]) => true,
        _ => false,
    };

    private static Task RefuseAsync(HttpContext http) => WriteAsync(http, StatusCodes.Status501NotImplemented, new JsonObject
    {
        ["Message"] = "The Durable HTTP API of the embedded cloud only reads. What changes an orchestration goes through a "
            + "function with a DurableTaskClient.",
    });

    private static Task EmptyAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task OneAsync(HttpContext http, string id)
    {
        if (await durable.Client.GetInstanceAsync(id, getInputsAndOutputs: true, http.RequestAborted) is not { } found)
        {
            await EmptyAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        var query = http.Request.Query;
        var failed = found.RuntimeStatus is OrchestrationRuntimeStatus.Failed
            && IsTrue(query["returnInternalServerErrorOnFailure"]);
        var status = (found.IsCompleted, failed) switch
        {
            (_, true) => StatusCodes.Status500InternalServerError,
            (true, _) => StatusCodes.Status200OK,
            _ => StatusCodes.Status202Accepted,
        };
        if (status == StatusCodes.Status202Accepted)
        {
            // The key included: without it nobody could follow.
            http.Response.Headers.Location = http.Request.GetEncodedUrl();
            http.Response.Headers.RetryAfter = "10";
        }

        var json = Json(found, withInput: !IsFalse(query["showInput"]));
        if (IsTrue(query["showHistory"]))
        {
            json["historyEvents"] = DurableHistoryJson.Of(
                engine.History(id), found.Name, found.SerializedOutput, IsTrue(query["showHistoryOutput"]));
        }

        await WriteAsync(http, status, json);
    }

    private async Task AllAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (Read(query) is not { } filter)
        {
            await EmptyAsync(http, StatusCodes.Status400BadRequest);
            return;
        }

        // Clients get everything in one page; here a page is as long as asked for, and goes on after the last id.
        if (!int.TryParse(query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out var top) || top == 0)
            top = OrchestrationQuery.DefaultPageSize;
        var after = Token(http.Request.Headers[Continuation].ToString());
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in durable.Client.GetAllInstancesAsync(filter))
            found.Add(instance);
        var page = found
            .Where(instance => after is null || string.CompareOrdinal(instance.InstanceId, after) > 0)
            .OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)
            .Take(Math.Min(top, int.MaxValue - 1) + 1)
            .ToList();
        if (page.Count > top)
        {
            page.RemoveAt(top);
            http.Response.Headers[Continuation] =
                Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].InstanceId));
        }

        await WriteAsync(http, StatusCodes.Status200OK, new JsonArray([.. page.Select(
            instance => Json(instance, filter.FetchInputsAndOutputs))]));
    }

    private static OrchestrationQuery? Read(IQueryCollection query)
    {
        var statuses = new List<OrchestrationRuntimeStatus>();
        foreach (var name in query["runtimeStatus"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enum.TryParse<OrchestrationRuntimeStatus>(name.Trim(), ignoreCase: true, out var status))
                return null;
            statuses.Add(status);
        }

        return Moment(query["createdTimeFrom"], out var from) && Moment(query["createdTimeTo"], out var to)
            ? new(
                from,
                to,
                statuses,
                InstanceIdPrefix: query["instanceIdPrefix"].ToString() is { Length: > 0 } prefix ? prefix : null,
                FetchInputsAndOutputs: !IsFalse(query["showInput"]))
            : null;
    }

    private static bool Moment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            return false;
        moment = read;
        return true;
    }

    private static string? Token(string header)
    {
        var bytes = new byte[header.Length];
        return header.Length > 0 && Convert.TryFromBase64String(header, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }

    private static JsonObject Json(OrchestrationMetadata instance, bool withInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = withInput ? Value(instance.SerializedInput) : null,
        ["customStatus"] = Value(instance.SerializedCustomStatus),
        ["output"] = Value(instance.SerializedOutput),
        ["createdTime"] = Text(instance.CreatedAt),
        ["lastUpdatedTime"] = Text(instance.LastUpdatedAt),
    };

    // What failed or was suspended has text for an output, not JSON.
    internal static JsonNode? Value(string? serialized)
    {
        try
        {
            return serialized is null ? null : JsonNode.Parse(serialized);
        }
        catch (JsonException)
        {
            return JsonValue.Create(serialized);
        }
    }

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static async Task WriteAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(string? text) => string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
}
