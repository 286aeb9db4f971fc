using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>What was sent, to whom, with which result.</summary>
public sealed class MessageFunctions(Messages messages)
{
    private static readonly string[] Filters = ["status", "channel", "about"];

    /// <summary>
    /// <c>GET /api/messages</c>: a page of the messages, filtered by <c>status</c>, <c>channel</c> and <c>about</c>.
    /// </summary>
    [Function(nameof(ListMessages))]
    public async Task<IResult> ListMessages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/messages")] HttpRequest http,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var page = await messages.PageAsync(
            FilterOf(request.Params), request.Paging.Skip, request.Paging.PerPage, cancellation);
        return ApiResults.List(request, page.Items.Select(MessageJson.From), page.Total);
    }

    /// <summary><c>GET /api/messages/{id}</c>: a message.</summary>
    [Function(nameof(ShowMessage))]
    public async Task<IResult> ShowMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/messages/{id}")] HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await messages.FindAsync(ApiIds.Require(id), cancellation) is { } message
            ? ApiResults.Ok(MessageJson.From(message))
            : ApiResults.NotFound();

    private static List<Term> FilterOf(JsonObject parameters) =>
        [.. Filters.Where(parameters.Has).Select(name => Terms.Of(name, parameters.Text(name) ?? ""))];
}
