using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Messaging;

namespace Switchboard.Tests.Tickets;

/// <summary>The mails about tickets.</summary>
public sealed class TicketMailTests
{
    [Fact]
    public async Task Staff_are_told_when_a_customer_writes_and_the_customer_when_staff_do()
    {
        await using var app = await SwitchboardApp.StartAsync();
        await app.Http.PostAsync("/users", new StringContent(
            """{"email":"barbara@staff.example","name":"Barbara Liskov","user_type":"staff"}"""));
        var (ada, _, staff) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync(TicketClient.Ticket("<b>CAN'T</b> LOGIN")))["code"]!;
        await app.MailsAsync(1);
        await staff.ReplyAsync(code, "have you tried <em>again</em>?");
        await app.MailsAsync(2);
        await ada.ReplyAsync(code, "yes & no");
        await app.MailsAsync(3);
        await staff.CloseAsync(code);
        await staff.OpenAsync();
        await app.AdvanceAsync(TimeSpan.FromMinutes(2));

        var mails = await app.MailsAsync();

        Assert.Equal(
            ["edsger@staff.example,barbara@staff.example", "ada@customers.example", "edsger@staff.example,barbara@staff.example"],
            mails.Select(mail => string.Join(',', mail["to"]!.AsArray().Select(to => (string)to!))));
        Assert.All(mails, mail => Assert.Equal($"<b>CAN'T</b> LOGIN [#{code}]", (string?)mail["subject"]));
        Assert.Equal(
            ["lorem ipsum...", "have you tried <em>again</em>?", "yes & no"],
            mails.Select(mail => ((string)mail["plainText"]!).Split("\n\n")[1]));
        Assert.Contains("have you tried &lt;em&gt;again&lt;/em&gt;?", (string)mails[1]["html"]!);
        Assert.Null(mails[0].Header("In-Reply-To"));
        Assert.All(mails.Skip(1), mail => Assert.Equal(mails[0].Header("Message-ID"), mail.Header("In-Reply-To")));
        Assert.All(mails.Skip(1), mail => Assert.Equal(mails[0].Header("Message-ID"), mail.Header("References")));
        Assert.Distinct(mails.Select(mail => mail.Header("Message-ID")));
    }

    [Fact]
    public async Task What_a_mail_says_of_its_writer_is_no_markup_either()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var created = await app.Http.PostAsync("/users", new StringContent(
            """{"email":"eve@customers.example","name":"<i>Eve</i> & co","user_type":"customer"}"""));
        var token = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["token"]!;
        await new TicketClient(app.Http, token).OpenAsync(TicketClient.Ticket("<b>help</b>"));

        var mail = (await app.MailsAsync(1)).Single();

        Assert.Contains("From: <i>Eve</i> & co", (string)mail["plainText"]!);
        Assert.Contains("&lt;i&gt;Eve&lt;/i&gt; &amp; co", (string)mail["html"]!);
        Assert.All(["<i>", "<b>"], markup => Assert.DoesNotContain(markup, (string)mail["html"]!));
    }

    [Fact]
    public async Task The_longest_subject_keeps_the_code()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync(TicketClient.Ticket(new string('s', 250))))["code"]!;

        Assert.EndsWith($"s [#{code}]", (string)(await app.MailsAsync(1)).Single()["subject"]!);
    }

    [Fact]
    public async Task More_staff_than_a_mail_may_have_recipients_get_several()
    {
        await using var app = await SwitchboardApp.StartAsync();
        for (var i = 1; i < 60; i++)
        {
            var user = new JsonObject { ["email"] = $"staff{i}@staff.example", ["name"] = $"Staff {i}", ["user_type"] = "staff" };
            (await app.Http.PostAsync("/users", new StringContent(user.ToJsonString()))).EnsureSuccessStatusCode();
        }

        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        await ada.OpenAsync();

        var mails = await app.MailsAsync(2);
        Assert.Equal([50, 10], mails.Select(mail => mail["to"]!.AsArray().Count));
        Assert.Equal(60, mails.SelectMany(mail => mail["to"]!.AsArray()).Select(to => (string)to!).Distinct().Count());
    }
}
