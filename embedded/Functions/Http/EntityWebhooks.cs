using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.Durable.Client.Entities;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>Entities as the Durable HTTP API shows them.</summary>
internal sealed class EntityWebhooks(DurableBinding durable)
{
    /// <summary>The state of one entity; 404 if it has none.</summary>
    public async Task OneAsync(HttpContext http, string name, string key)
    {
        if (IsName(name)
            && await durable.Client.Entities.GetEntityAsync(new(name, key), includeState: true, http.RequestAborted)
                is { IncludesState: true } found)
        {
            await WebhookAnswers.WriteAsync(http, StatusCodes.Status200OK, WebhookAnswers.Value(found.State.Value));
            return;
        }

        await WebhookAnswers.EmptyAsync(http, StatusCodes.Status404NotFound);
    }

    /// <summary>
    /// The entities of a name, or all, page by page, on demand with their states; 400 where the query says what cannot be.
    /// </summary>
    public async Task AllAsync(HttpContext http, string? name)
    {
        var query = http.Request.Query;
        if (!WebhookAnswers.Moment(query["lastOperationTimeFrom"], out var from)
            || !WebhookAnswers.Moment(query["lastOperationTimeTo"], out var to))
        {
            await WebhookAnswers.EmptyAsync(http, StatusCodes.Status400BadRequest);
            return;
        }

        var filter = new EntityQuery
        {
            InstanceIdStartsWith = name is null ? null : $"@{name}@",
            LastModifiedFrom = from,
            LastModifiedTo = to,
            IncludeState = WebhookAnswers.IsTrue(query["fetchState"]),
        };
        IReadOnlyList<EntityMetadata> found = name is null || IsName(name)
            ? await durable.Client.Entities.GetAllEntitiesAsync(filter).ToListAsync(http.RequestAborted)
            : [];
        var page = WebhookAnswers.Page(http, found, entity => entity.Id.ToString(), EntityQuery.DefaultPageSize);
        await WebhookAnswers.WriteAsync(http, StatusCodes.Status200OK, new JsonArray([.. page.Select(Json)]));
    }

    private static bool IsName(string name) => !name.Contains('@', StringComparison.Ordinal);

    private static JsonObject Json(EntityMetadata entity) => new()
    {
        ["entityId"] = new JsonObject { ["key"] = entity.Id.Key, ["name"] = entity.Id.Name },
        ["lastOperationTime"] = entity.LastModifiedTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["state"] = entity.IncludesState ? WebhookAnswers.Value(entity.State.Value) : null,
    };
}
