using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Callbacks;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Tickets;

namespace Switchboard.Tests.Messaging;

/// <summary>What Event Grid tells of messages, and operators see.</summary>
public sealed class DeliveryReportTests
{
    [Theory]
    [InlineData("ada@example.com", "delivered", "Delivered")]
    [InlineData("bounced@example.com", "undelivered", "Bounced")]
    public async Task A_report_of_Event_Grid_updates_the_message(string to, string status, string said)
    {
        await using var app = await StartAsync(("CALLBACK_NOTIFY_EMAIL", to));
        await new CallbackClient(app.Http).CreateAsync();
        await app.MailsAsync(1);
        await app.AdvanceUntilAsync(async () => (string?)(await MessageAsync(app))["status"] == status, TimeSpan.FromMinutes(1));

        var message = await MessageAsync(app);
        var delivery = message["deliveries"]!.AsArray().Single()!;
        Assert.Equal((to, said), ((string)delivery["recipient"]!, (string)delivery["status"]!));
        Assert.Equal(
            ["id", "channel", "status", "to", "about", "subject", "body", "operation_id", "attempts", "error", "deliveries",
                "created_at", "updated_at", "accepted_at"],
            message.AsObject().Select(member => member.Key));
        Assert.Equal(("email", "callbacks/1", 1), ((string)message["channel"]!, (string)message["about"]!, (int)message["attempts"]!));
        Assert.Equal(to, (string?)message["to"]![0]);
    }

    [Fact]
    public async Task Reports_may_come_twice_late_early_and_about_what_is_not_ours()
    {
        await using var app = await StartAsync(("CALLBACK_NOTIFY_EMAIL", "ada@example.com"));
        await app.SetFaultsAsync(new { unavailableRequests = 1 });
        await new CallbackClient(app.Http).CreateAsync();
        await app.IdleAsync();
        var operation = (string)(await MessageAsync(app))["operation_id"]!;

        await ReportAsync(Report("Delivered", "10:00:05", operation: Guid.NewGuid().ToString()));
        await ReportAsync(Report("Delivered", "10:00:05", recipient: "somebody@else.example"));
        await ReportAsync(new { eventType = "Microsoft.Communication.SMSReceived", data = new { message = "hi" } });
        await ReportAsync(new { eventType = "Microsoft.Communication.EmailDeliveryReportReceived", data = new { } });
        Assert.Equal("queued", (string?)(await MessageAsync(app))["status"]);

        // Quicker than the answer to the request, which never came.
        await ReportAsync(Report("Delivered", "10:00:05", recipient: "ADA@example.com"));
        Assert.Equal("delivered", (string?)(await MessageAsync(app))["status"]);
        await ReportAsync(Report("Bounced", "10:00:04"));
        await ReportAsync(Report("Bounced", "10:00:05"));
        Assert.Equal("delivered", (string?)(await MessageAsync(app))["status"]);
        await ReportAsync(Report("Bounced", "10:00:06"));
        Assert.Equal("undelivered", (string?)(await MessageAsync(app))["status"]);
        await app.SetFaultsAsync(new { });
        await app.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(await app.MailsAsync());

        object Report(string status, string at, string recipient = "ada@example.com", string? operation = null) => new
        {
            id = "x",
            eventType = "Microsoft.Communication.EmailDeliveryReportReceived",
            data = new
            {
                messageId = operation ?? CurrentOperation(),
                recipient,
                status,
                deliveryStatusDetails = new { statusMessage = "said so" },
                deliveryAttemptTimeStamp = $"2026-03-02T{at}Z",
            },
        };

        string CurrentOperation() => operation;

        async Task ReportAsync(object report) => Assert.Equal(
            HttpStatusCode.OK, (await app.Http.PostAsJsonAsync("/acs/events", new[] { report })).StatusCode);
    }

    [Fact]
    public async Task Long_explanations_for_many_recipients_are_left_out_but_not_what_became_of_the_message()
    {
        await using var app = await StartAsync();
        for (var i = 1; i < 50; i++)
        {
            var user = new JsonObject { ["email"] = $"staff{i}@staff.example", ["name"] = $"Staff {i}", ["user_type"] = "staff" };
            (await app.Http.PostAsync("/users", new StringContent(user.ToJsonString()))).EnsureSuccessStatusCode();
        }

        await (await TicketClient.MeetAsync(app.Http)).Ada.OpenAsync();
        await app.MailsAsync(1);
        var sent = await MessageAsync(app);
        var reports = sent["to"]!.AsArray().Select(recipient => new
        {
            eventType = "Microsoft.Communication.EmailDeliveryReportReceived",
            data = new
            {
                messageId = (string)sent["operation_id"]!,
                recipient = (string)recipient!,
                status = "Bounced",
                deliveryStatusDetails = new { statusMessage = new string('<', 500) },
                deliveryAttemptTimeStamp = "2030-01-01T00:00:00Z",
            },
        });

        Assert.Equal(HttpStatusCode.OK, (await app.Http.PostAsJsonAsync("/acs/events", reports)).StatusCode);

        var message = await MessageAsync(app);
        Assert.Equal("undelivered", (string?)message["status"]);
        Assert.Equal(50, message["deliveries"]!.AsArray().Count(delivery => (string?)delivery!["status"] == "Bounced"));
    }

    [Fact]
    public async Task The_handshakes_of_both_schemas_are_answered()
    {
        await using var app = await StartAsync();

        var answer = await app.Http.PostAsJsonAsync("/acs/events", new[]
        {
            new
            {
                id = "1",
                eventType = "Microsoft.EventGrid.SubscriptionValidationEvent",
                data = new { validationCode = "512d38b6", validationUrl = "https://example.com" },
            },
        });
        Assert.Equal("""{"validationResponse":"512d38b6"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var request = new HttpRequestMessage(HttpMethod.Options, "/acs/events");
        request.Headers.Add("WebHook-Request-Origin", "eventgrid.azure.net");
        var allowed = await app.Http.SendAsync(request);
        Assert.Equal("eventgrid.azure.net", allowed.Headers.GetValues("WebHook-Allowed-Origin").Single());
    }

    [Fact]
    public async Task CloudEvents_are_taken_one_by_one_and_in_batches()
    {
        await using var app = await StartAsync(("CALLBACK_NOTIFY_EMAIL", "ada@example.com"));
        await new CallbackClient(app.Http).CreateAsync();
        await app.MailsAsync(1);
        var report = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = "1",
            ["source"] = "x",
            ["type"] = "Microsoft.Communication.EmailDeliveryReportReceived",
            ["data"] = new JsonObject
            {
                ["messageId"] = (string)(await MessageAsync(app))["operation_id"]!,
                ["recipient"] = "ada@example.com",
                ["status"] = "Delivered",
            },
        };

        var answer = await app.Http.PostAsync(
            "/acs/events", new StringContent(report.ToJsonString(), Encoding.UTF8, "application/cloudevents+json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("delivered", (string?)(await MessageAsync(app))["status"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[{}")]
    [InlineData("[{\"eventType\":\"x\",\"eventType\":\"y\"}]")]
    public async Task What_is_no_JSON_is_refused(string body)
    {
        await using var app = await StartAsync();

        Assert.Equal(
            HttpStatusCode.BadRequest, (await app.Http.PostAsync("/acs/events", new StringContent(body))).StatusCode);
    }

    [Fact]
    public async Task Who_does_not_know_the_key_reports_nothing()
    {
        await using var keyed = await StartAsync(("EVENT_GRID_KEY", "open sesame"));
        foreach (var path in new[] { "/acs/events", "/acs/events?key=", "/acs/events?key=open" })
            Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync(path));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync("/acs/events", "open"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ReportAsync("/acs/events?key=open%20sesame", "open"));
        Assert.Equal(HttpStatusCode.OK, await ReportAsync("/acs/events?key=open%20sesame"));
        Assert.Equal(HttpStatusCode.OK, await ReportAsync("/acs/events", "open sesame"));
        await SubscribeAsync(keyed, "/acs/events");

        await using var closed = await StartAsync(("ALLOW_ANONYMOUS", "false"));
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable, (await closed.Http.PostAsJsonAsync("/acs/events", Array.Empty<int>())).StatusCode);

        async Task<HttpStatusCode> ReportAsync(string path, string? key = null)
        {
            using var report = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(Array.Empty<int>()) };
            if (key is not null)
                report.Headers.Add("X-Event-Grid-Key", key);
            return (await keyed.Http.SendAsync(report)).StatusCode;
        }
    }

    [Fact]
    public async Task Messages_are_listed_as_the_api_lists_and_found_by_what_they_are()
    {
        await using var app = await StartAsync();
        var api = new ApiClient(app.Http);
        for (var i = 0; i < 30; i++)
            await new CallbackClient(app.Http).CreateAsync();
        await app.MailsAsync(30);
        await app.AdvanceUntilAsync(
            async () => (await api.GetJsonAsync("/api/messages?status=delivered&per_page=100")).AsArray().Count == 30,
            TimeSpan.FromMinutes(2));

        var response = await api.GetAsync("/api/messages?channel=email&page=2");
        Assert.Equal("30", response.Headers.GetValues("Total").Single());
        Assert.Contains("rel=\"first\"", response.Headers.GetValues("Link").Single());
        var page = (await ApiClient.JsonAsync(response, HttpStatusCode.OK)).AsArray();
        Assert.Equal(Enumerable.Range(26, 5), page.Select(message => (int)message!["id"]!));
        Assert.Single((await api.GetJsonAsync("/api/messages?about=callbacks/7")).AsArray());
        Assert.Empty((await api.GetJsonAsync("/api/messages?status=queued")).AsArray());
        Assert.Empty((await api.GetJsonAsync("/api/messages?channel=sms")).AsArray());
        Assert.Equal("callbacks/7", (string?)(await api.GetJsonAsync("/api/messages?about=callbacks/7"))[0]!["about"]);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/messages/99")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/messages/x")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await api.DeleteAsync("/api/messages/1")).StatusCode);
    }

    private static Task<SwitchboardApp> StartAsync(params (string Name, string Value)[] settings) => SwitchboardApp.StartAsync(new()
    {
        Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
    });

    private static async Task SubscribeAsync(SwitchboardApp app, string path) => (await app.Simulator.PutAsJsonAsync(
        "/simulator/eventgrid", new { endpoint = new Uri(app.Http.BaseAddress!, path) })).EnsureSuccessStatusCode();

    private static Task<JsonNode> MessageAsync(SwitchboardApp app) => new ApiClient(app.Http).GetJsonAsync("/api/messages/1");
}
