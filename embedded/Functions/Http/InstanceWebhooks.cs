using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>Orchestrations as the Durable HTTP API shows them.</summary>
internal sealed class InstanceWebhooks(DurableBinding durable, DurableEngine engine)
{
    /// <summary>One instance, on demand with its input and its history; 202 while it is not over.</summary>
    public async Task OneAsync(HttpContext http, string id)
    {
        if (await durable.Client.GetInstanceAsync(id, getInputsAndOutputs: true, http.RequestAborted) is not { } found)
        {
            await WebhookAnswers.EmptyAsync(http, StatusCodes.Status404NotFound);
            return;
        }

        var query = http.Request.Query;
        var failed = found.RuntimeStatus is OrchestrationRuntimeStatus.Failed
            && WebhookAnswers.IsTrue(query["returnInternalServerErrorOnFailure"]);
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

        var json = Json(found, withInput: !WebhookAnswers.IsFalse(query["showInput"]));
        if (WebhookAnswers.IsTrue(query["showHistory"]))
        {
            json["historyEvents"] = DurableHistoryJson.Of(
                engine.History(id),
                found.Name,
                found.SerializedOutput,
                WebhookAnswers.IsTrue(query["showHistoryOutput"]));
        }

        await WebhookAnswers.WriteAsync(http, status, json);
    }

    /// <summary>The instances that match the query, page by page; 400 where it says what cannot be.</summary>
    public async Task AllAsync(HttpContext http)
    {
        if (Read(http.Request.Query) is not { } filter)
        {
            await WebhookAnswers.EmptyAsync(http, StatusCodes.Status400BadRequest);
            return;
        }

        var found = await durable.Client.GetAllInstancesAsync(filter).ToListAsync(http.RequestAborted);
        var page = WebhookAnswers.Page(
            http, found, instance => instance.InstanceId, OrchestrationQuery.DefaultPageSize);
        await WebhookAnswers.WriteAsync(http, StatusCodes.Status200OK, new JsonArray([.. page.Select(
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

        return WebhookAnswers.Moment(query["createdTimeFrom"], out var from)
            && WebhookAnswers.Moment(query["createdTimeTo"], out var to)
            ? new(
                from,
                to,
                statuses,
                InstanceIdPrefix: query["instanceIdPrefix"].ToString() is { Length: > 0 } prefix ? prefix : null,
                FetchInputsAndOutputs: !WebhookAnswers.IsFalse(query["showInput"]))
            : null;
    }

    private static JsonObject Json(OrchestrationMetadata instance, bool withInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = withInput ? WebhookAnswers.Value(instance.SerializedInput) : null,
        ["customStatus"] = WebhookAnswers.Value(instance.SerializedCustomStatus),
        ["output"] = WebhookAnswers.Value(instance.SerializedOutput),
        ["createdTime"] = Text(instance.CreatedAt),
        ["lastUpdatedTime"] = Text(instance.LastUpdatedAt),
    };

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
