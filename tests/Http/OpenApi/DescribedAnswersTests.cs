using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Http.OpenApi;

/// <summary>The application answers as <c>/openapi.json</c> says, whatever is asked of it.</summary>
public sealed class DescribedAnswersTests
{
    private const int Nobody = 999_999;

    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    [Fact]
    public async Task Every_operation_does_what_its_example_asks_and_answers_as_is_said()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = await DescribedApi.ReadAsync(app.Http);

        await SendSiteAsync(api);
        await SendContactsAsync(api);
        await SendCalloutsAsync(api);
        await SendPopulationsAsync(app, api);
        await SendCallsAsync(app, api);
        await SendDeletionsAsync(app, api);
        await SendBatchOperationsAsync(app, api);
        await SendCallbacksAsync(app, api);
        await SendTicketsAsync(api);

        foreach (var operation in api.Operations.Where(operation => operation.Method == HttpMethod.Get && operation.Filters.Count > 0))
            await api.FilterAsync(operation, operation.HasPathParameters ? [("id", 1)] : []);
        Assert.Empty(api.Operations.Select(operation => operation.Id).Except(api.Succeeded));
        Assert.Empty(app.Log.Tail());
    }

    [Fact]
    public async Task What_is_wrong_is_refused_as_is_said()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = await DescribedApi.ReadAsync(app.Http);
        api.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(api, "staff"));

        var tooLong = new string(' ', 1_100_000);

        foreach (var operation in api.Operations)
        {
            (string, object)[] values = operation.Path.Contains("{code}") ? [("code", "nobody")]
                : operation.HasPathParameters ? [("id", Nobody), ("file", "nothing")]
                : [];
            var json = operation.Contents.FirstOrDefault(content => content.MediaType == "application/json");
            if (operation.HasPathParameters)
                await api.FailAsync(404, operation.Id, json?.Body(), values);
            if (operation.HasPathParameters && operation.Path.Contains("{id}"))
                await api.FailAsync(404, operation.Id, json?.Body(), ("id", "x"));
            if (json is not null)
            {
                await api.FailAsync(400, operation.Id, new StringContent("{", Encoding.UTF8, "application/json"), values);
                await api.FailAsync(413, operation.Id, new StringContent(tooLong, Encoding.UTF8, "application/json"), values);
            }

            if (operation.Responses.ContainsKey("415"))
                await api.FailAsync(415, operation.Id, new StringContent("é", Encoding.Latin1, "application/json"), values);
            if (operation.Query.Any(given => given.Name == "sort") && !operation.HasPathParameters)
                await api.FailAsync(422, operation.Id, null, ("sort", "nothing"));
            if (operation.Responses.ContainsKey("400") && operation.Contents.Count == 0 && operation.Path.StartsWith("/api"))
                await api.FailAsync(400, operation.Id, null, [.. values, ("x", "1"), ("x[y]", "2")]);
        }

        await api.FailAsync(422, "CreateContact", DescribedContent.Json(new JsonObject()));
        await api.FailAsync(422, "CreateContactData", DescribedContent.Json(new JsonObject()));
        await api.FailAsync(422, "CreateCallout", DescribedContent.Json(new JsonObject { ["settings"] = new JsonObject { ["x"] = 1 } }));
        await api.FailAsync(422, "ImportContacts", null, ("metadata_merge_mode", "x"));
        await api.FailAsync(400, "CreateCallback", DescribedContent.Json(new JsonObject()));
        await api.FailAsync(400, "CreateUser", DescribedContent.Json(new JsonObject()));
        await api.FailAsync(400, "CreateTicket", DescribedContent.Json(new JsonObject()));
        await api.FailAsync(400, "CreateReply", DescribedContent.Json(new JsonObject()));
        await api.FailAsync(400, "ListTickets", null, ("x", "y"));
        await api.FailAsync(400, "ListReplies", null);
        await api.FailAsync(404, "ListReplies", null, ("ticket", "nobody"));
    }

    [Theory]
    [InlineData("somebody", 401)]
    [InlineData("", 503)]
    public async Task Who_may_not_is_turned_away_as_is_said(string user, int status)
    {
        await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["ALLOW_ANONYMOUS"] = "false",
                ["HTTP_BASIC_AUTH_USER"] = user,
                ["ADMIN_USERNAME"] = user,
                ["ADMIN_PASSWORD"] = user,
            },
        });
        var api = await DescribedApi.ReadAsync(app.Http);

        foreach (var operation in api.Operations.Where(operation => operation.Security is not null))
            await api.FailAsync(operation.Security == "token" ? 401 : status, operation.Id, null, ("id", 1), ("code", "x"));
        Assert.Equal(
            ["administrator", "api", "token"],
            api.Operations.Select(operation => operation.Security).OfType<string>().Distinct().Order());
    }

    private static async Task SendSiteAsync(DescribedApi api)
    {
        await api.SendAsync("GetHealth");
        await api.SendAsync("GetOpenApi");
        await api.SendAsync("GetDocs");
        await api.SendAsync("GetDocsFile", ("file", "docs.js"));
    }

    private static async Task SendContactsAsync(DescribedApi api)
    {
        await api.SendAsync("CreateContact");
        await api.SendAsync("CreateContactData");
        await api.SendAsync("ListContacts");
        await api.SendAsync("ShowContact", ("id", 1));
        await api.SendAsync("UpdateContact", ("id", 1));
        await api.SendAsync("UpdateContactByPatch", ("id", 1));
        await api.SendAsync("UpdateContact", new JsonObject { ["metadata"] = new JsonObject { ["foo"] = "bar" } }, ("id", 1));
        await api.SendAsync("DeleteContact", ("id", 2));
        CheckImport(api, await api.SendAsync("ImportContacts"));
        CheckImport(api, await api.SendAsAsync("application/x-ndjson", "ImportContacts"));
    }

    private static void CheckImport(DescribedApi api, JsonNode? answer)
    {
        var lines = ((string)answer!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => api.AssertIs("ImportReport", JsonNode.Parse(line)));
        Assert.True((bool)JsonNode.Parse(lines[^1])!["finished"]!);
    }

    private static async Task SendCalloutsAsync(DescribedApi api)
    {
        await api.SendAsync("CreateCallout");
        await api.SendAsAsync("application/x-www-form-urlencoded", "CreateCallout");
        await api.SendAsAsync("multipart/form-data", "CreateCallout");
        await api.SendAsync("ListCallouts");
        await api.SendAsync("ShowCallout", ("id", 1));
        await api.SendAsync("UpdateCallout", ("id", 1));
        await api.SendAsync("UpdateCalloutByPatch", ("id", 1));
    }

    private static async Task SendPopulationsAsync(SwitchboardApp app, DescribedApi api)
    {
        await api.SendAsync("CreateCalloutPopulation", ("id", 1));
        await api.SendAsync("ListCalloutPopulations");
        await api.SendAsync("ListPopulationsOfCallout", ("id", 1));
        await api.SendAsync("ShowCalloutPopulation", ("id", 1));
        await api.SendAsync("UpdateCalloutPopulation", ("id", 1));
        await api.SendAsync("UpdateCalloutPopulationByPatch", ("id", 1));
        await api.SendAsync("PreviewContactsOfPopulation", ("id", 1));
        await PopulateAsync(app, api, 1);
        await api.SendAsync("ListContactsOfPopulation", ("id", 1));
        await api.SendAsync("ListParticipationsOfPopulation", ("id", 1));
        await api.SendAsync("ListParticipationsOfCallout", ("id", 1));
        await api.SendAsync("ListParticipationsOfContact", ("id", 1));
        await api.SendAsync("ListContactsOfCallout", ("id", 1));
        await api.SendAsync("ListCalloutsOfContact", ("id", 1));
        await api.SendAsync("ShowParticipation", ("id", 1));
        await api.SendAsync("UpdateParticipation", ("id", 1));
        await api.SendAsync("UpdateParticipationByPatch", ("id", 1));
    }

    private static async Task SendCallsAsync(SwitchboardApp app, DescribedApi api)
    {
        await api.SendAsync("CreateCalloutEvent", ("id", 1));
        await app.AdvanceUntilAsync(
            async () => (int)(await api.SendAsync("ShowCalloutStatistics", ("id", 1)))!["calls_not_answered"]! == 1, Limit);
        await api.SendAsync("ListParticipations");
        var calls = await api.SendAsync("ListPhoneCalls");
        var call = (long)calls![0]!["id"]!;
        await api.SendAsync("ListPhoneCallsOfCallout", ("id", 1));
        await api.SendAsync("ListPhoneCallsOfParticipation", ("id", 1));
        await api.SendAsync("ListPhoneCallsOfContact", ("id", 1));
        await api.SendAsync("ShowPhoneCall", ("id", call));
        await api.SendAsync("UpdatePhoneCall", ("id", call));
        await api.SendAsync("UpdatePhoneCallByPatch", ("id", call));
        await api.SendAsync("ListRemoteEventsOfParticipation", ("id", 1));
        var events = await api.SendAsync("ListRemoteEventsOfPhoneCall", ("id", call));
        var happened = (long)events![0]!["id"]!;
        await api.SendAsync("ShowRemoteEvent", ("id", happened));
        await api.SendAsync("UpdateRemoteEvent", ("id", happened));
        await api.SendAsync("UpdateRemoteEventByPatch", ("id", happened));
        await api.SendAsync("ListRemoteEvents");
        await api.SendAsync("ListRemoteEventsOfCallout", ("id", 1));
        await api.SendAsync("ListRemoteEventsOfContact", ("id", 1));
        await api.SendAsync("ListPhoneCallsOfPopulation", ("id", 1));
        await api.SendAsync("ExportCalloutResults", ("id", 1));
    }

    private static async Task SendDeletionsAsync(SwitchboardApp app, DescribedApi api)
    {
        await api.SendAsync("CreateCalloutPopulation", ("id", 2));
        await PopulateAsync(app, api, 2);
        var brought = await api.SendAsync("ListParticipationsOfPopulation", ("id", 2));
        await api.SendAsync("DeleteParticipation", ("id", (long)brought![0]!["id"]!));
        await api.FailAsync(422, "DeleteParticipation", null, ("id", 1));
        await api.FailAsync(422, "DeleteContact", null, ("id", 1));
        await api.FailAsync(422, "DeleteCallout", null, ("id", 1));
        await api.FailAsync(422, "DeleteCalloutPopulation", null, ("id", 1));
        await api.FailAsync(422, "CreateCalloutEvent", DescribedContent.Json(new JsonObject { ["event"] = "dance" }), ("id", 1));
        await api.SendAsync("CreateParticipation", ("id", 2));
        await api.SendAsync("CreateCalloutPopulation", ("id", 2));
        await api.SendAsync("DeleteCalloutPopulation", ("id", 3));
        await api.SendAsync("DeleteCallout", ("id", 3));
    }

    private static async Task SendBatchOperationsAsync(SwitchboardApp app, DescribedApi api)
    {
        await api.SendAsync("ListBatchOperations");
        await api.SendAsync("ListBatchOperationsOfCallout", ("id", 1));
        await api.SendAsync("ShowBatchOperation", ("id", 1));
        await api.SendAsync("ListContactsOfBatchOperation", ("id", 1));
        await api.SendAsync("PreviewContactsOfBatchOperation", ("id", 1));
        await api.SendAsync("ListParticipationsOfBatchOperation", ("id", 1));
        await api.SendAsync("ListPhoneCallsOfBatchOperation", ("id", 1));
        await api.SendAsync("UpdateBatchOperation", ("id", 1));
        await api.SendAsync("UpdateBatchOperationByPatch", ("id", 1));
        var doomed = (long)(await api.SendAsync("CreateBatchOperation"))!["id"]!;
        await api.SendAsync("DeleteBatchOperation", ("id", doomed));
        var queued = (long)(await api.SendAsync("CreateBatchOperationOfCallout", ("id", 2)))!["id"]!;
        await api.SendAsync("CreateBatchOperationEvent", ("id", queued));
        await app.AdvanceUntilAsync(
            async () => (string)(await api.SendAsync("ShowBatchOperation", ("id", queued)))!["status"]! == "finished", Limit);

        // Everybody who is left was called, so that each filter can leave nobody.
        foreach (var uncalled in (await api.SendAsync("ListParticipationsOfCallout", ("id", 2)))!.AsArray())
            await api.SendAsync("DeleteParticipation", ("id", (long)uncalled!["id"]!));
    }

    private static async Task SendCallbacksAsync(SwitchboardApp app, DescribedApi api)
    {
        await api.SendAsync("CreateCallback");
        await api.SendAsync("ListCallbacks");
        await api.SendAsync("ShowCallback", ("id", 1));
        await api.SendAsync("UpdateCallback", ("id", 1));
        await api.SendAsync("CallCallback", ("id", 1));
        await app.AdvanceUntilAsync(
            async () => (await api.SendAsync("ListMessages"))!.AsArray().Any(message => (string)message!["status"]! == "sent"), Limit);
        await api.SendAsync("ShowMessage", ("id", (long)(await api.SendAsync("ListMessages"))![0]!["id"]!));
    }

    private static async Task SendTicketsAsync(DescribedApi api)
    {
        await api.SendAsync("CreateUser");
        await api.SendAsync("RotateUserToken", ("id", 4));
        api.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(api, "customer"));
        var code = (string)(await api.SendAsync("CreateTicket"))!["code"]!;
        await api.SendAsync("ListTickets");
        await api.SendAsync("ShowTicket", ("code", code));
        await api.SendAsync("CreateReply", new JsonObject { ["ticket"] = code, ["message"] = "lorem ipsum..." });
        await api.SendAsync("ListReplies", ("ticket", code));
        await api.SendAsync("CloseTicket", ("code", code));
    }

    private static async Task PopulateAsync(SwitchboardApp app, DescribedApi api, int population)
    {
        await api.SendAsync("CreateCalloutPopulationEvent", ("id", population));
        await app.AdvanceUntilAsync(
            async () => (string)(await api.SendAsync("ShowCalloutPopulation", ("id", population)))!["status"]! == "populated", Limit);
    }

    private static async Task<string> TokenAsync(DescribedApi api, string role) => (string)(await api.SendAsync("ListUsers"))!
        .AsArray().First(user => (string)user!["user_type"]! == role)!["token"]!;
}
