using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Messaging;

namespace Switchboard.Tests.Callbacks;

/// <summary>The mails about callbacks.</summary>
public sealed class CallbackMailTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-mail-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task All_mails_of_a_callback_are_one_thread()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await api.CreateAsync();
        await api.CreateAsync();
        await app.MailsAsync(2);
        await api.UpdateAsync(1, new JsonObject { ["status"] = "Calling" });
        await app.MailsAsync(3);
        await api.UpdateAsync(1, new JsonObject { ["details"] = "done", ["status"] = "Closed" });

        var mails = (await app.MailsAsync(4)).ToLookup(mail => ((string)mail["subject"]!).Split('#')[1].TrimEnd(']'));

        var thread = mails["1"].ToList();
        Assert.Equal(
            new[] { "New", "Calling", "Closed" }.Select(status => $"{status}: linux Call Back - Ticket 42 [#1]"),
            thread.Select(mail => (string)mail["subject"]!));
        Assert.All(thread, mail => Assert.Matches("^<[0-9a-f-]{36}@desk.example>$", mail.Header("Message-ID")));
        Assert.Distinct(thread.Select(mail => mail.Header("Message-ID")));
        Assert.Null(thread[0].Header("In-Reply-To"));
        Assert.Null(thread[0].Header("References"));
        Assert.All(thread.Skip(1), mail => Assert.Equal(thread[0].Header("Message-ID"), mail.Header("In-Reply-To")));
        Assert.All(thread.Skip(1), mail => Assert.Equal(thread[0].Header("Message-ID"), mail.Header("References")));
        Assert.NotEqual(thread[0].Header("Message-ID"), mails["2"].Single().Header("Message-ID"));
    }

    [Fact]
    public async Task A_mail_says_all_as_text_and_as_html_in_which_nothing_is_markup()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var callback = CallbackClient.Callback(
            "<script>alert('x')</script> & café\nsecond \"line\"", "lin<b>ux</b>\r\nBcc: evil@example.com");
        callback["name"] = "<i>Ada</i>";
        callback["status"] = "<u>Urgent</u>";
        callback["ticket"] = null;
        await new CallbackClient(app.Http).CreateAsync(callback);

        var mail = (await app.MailsAsync(1)).Single();

        Assert.Equal("<u>Urgent</u>: lin<b>ux</b>  Bcc: evil@example.com Call Back [#1]", (string?)mail["subject"]);
        var text = (string)mail["plainText"]!;
        Assert.Contains("<script>alert('x')</script> & café\nsecond \"line\"", text);
        Assert.All(
            ["DDI: 123456", "Name: <i>Ada</i>", "Phone: 447700900108", "Ticket: none", "/api/callbacks/1"],
            line => Assert.Contains(line, text));
        var html = (string)mail["html"]!;
        Assert.All(["<script", "<i>", "<b>", "<u>", "alert('"], markup => Assert.DoesNotContain(markup, html));
        Assert.All(
            ["&lt;script&gt;", "&amp; café<br>", "&lt;i&gt;Ada&lt;/i&gt;", "&lt;u&gt;Urgent&lt;/u&gt;", "&quot;line&quot;"],
            part => Assert.Contains(part, html));
    }

    [Fact]
    public async Task A_request_succeeds_while_mail_is_down_and_the_mail_waits_for_a_day()
    {
        var options = new SwitchboardAppOptions
        {
            Data = _data,
            Settings = new Dictionary<string, string?> { ["SIMULATOR_EMAIL_DOWN"] = "true" },
        };
        await using (var down = await SwitchboardApp.StartAsync(options))
        {
            var api = new CallbackClient(down.Http);
            await api.CreateAsync();
            await api.UpdateAsync(1, new JsonObject { ["status"] = "Closed" });
            await down.AdvanceAsync(TimeSpan.FromMinutes(10));
            Assert.Empty(await down.MailsAsync());
            var queued = await MessagesAsync(down, "queued");
            Assert.Equal(2, queued.Count);
            Assert.All(queued, message => Assert.InRange((int)message!["attempts"]!, 2, 10));
            Assert.All(queued, message => Assert.StartsWith("503", (string?)message!["error"]));
        }

        await using var later = await SwitchboardApp.StartAsync(options with { Now = options.Now.AddHours(25) });
        await later.AdvanceUntilAsync(async () => (await MessagesAsync(later, "failed")).Count == 2, TimeSpan.FromMinutes(2));
        Assert.Empty(await later.MailsAsync());
    }

    private static async Task<JsonArray> MessagesAsync(SwitchboardApp app, string status) =>
        JsonNode.Parse(await app.Http.GetStringAsync($"/api/messages?status={status}"))!.AsArray();
}
