using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Tickets;

/// <summary>Lists of tickets and of replies.</summary>
public sealed class TicketListTests
{
    [Fact]
    public async Task Tickets_come_newest_first_and_filters_combine()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, grace, staff) = await TicketClient.MeetAsync(app.Http);
        for (var i = 1; i <= 30; i++)
        {
            await (i % 2 == 0 ? ada : grace).OpenAsync(TicketClient.Ticket(
                $"{i}", i % 3 == 0 ? "low" : "high", i % 5 == 0 ? "sales" : "security"));
        }

        var all = await staff.ListAsync("/tickets");
        Assert.Equal(Enumerable.Range(1, 30).Reverse(), Numbers(all));
        await staff.CloseAsync((string)all[0]!["code"]!);

        Assert.Equal(Enumerable.Range(1, 15).Select(i => 2 * i).Reverse(), Numbers(await ada.ListAsync("/tickets")));
        Assert.Equal([30, 15], Numbers(await staff.ListAsync("/tickets?priority=low&department=sales")));
        Assert.Equal([15], Numbers(await staff.ListAsync("/tickets?priority=low&department=sales&closed=false")));
        Assert.Equal([30], Numbers(await staff.ListAsync("/tickets?closed=True")));
        Assert.Equal([30], Numbers(await ada.ListAsync("/tickets?priority=low&department=sales")));
        Assert.Equal([25, 15, 5], Numbers(await staff.ListAsync("/tickets?user=Grace@customers.example&department=sales")));
        Assert.Equal([], Numbers(await staff.ListAsync("/tickets?user=nobody@example.com")));
        Assert.Equal([], Numbers(await staff.ListAsync("/tickets?priority=urgent")));
        Assert.Equal([], Numbers(await staff.ListAsync($"/tickets?code={all[0]!["code"]}&closed=false")));
        Assert.Equal([30], Numbers(await staff.ListAsync($"/tickets?code={all[0]!["code"]}")));
    }

    [Fact]
    public async Task A_page_is_a_bare_array_with_links_to_the_others()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        for (var i = 1; i <= 12; i++)
            await ada.OpenAsync(TicketClient.Ticket($"{i}"));

        var whole = await ada.GetAsync("/tickets");
        Assert.False(whole.Headers.Contains("Link"));
        Assert.Equal("12", whole.Headers.GetValues("Total").Single());
        var page = await ada.GetAsync("/tickets?priority=high&page=2&per_page=5");
        Assert.Equal([7, 6, 5, 4, 3], Numbers(JsonNode.Parse(await page.Content.ReadAsStringAsync())!.AsArray()));
        Assert.Equal("12", page.Headers.GetValues("Total").Single());
        var links = page.Headers.GetValues("Link").Single();
        Assert.All(
            ["priority=high&page=1&per_page=5>; rel=\"first\"", "page=1&per_page=5>; rel=\"prev\"",
                "page=3&per_page=5>; rel=\"last\"", "page=3&per_page=5>; rel=\"next\""],
            link => Assert.Contains(link, links));
        Assert.Equal([2, 1], Numbers(await ada.ListAsync("/tickets?page=3&per_page=5")));
        Assert.Empty(await ada.ListAsync("/tickets?page=4&per_page=5"));
    }

    [Fact]
    public async Task Replies_come_newest_first_page_by_page_and_each_with_its_ticket()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, grace, staff) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync())["code"]!;
        var other = (string)(await grace.OpenAsync())["code"]!;
        await grace.ReplyAsync(other, "another ticket's");
        for (var i = 1; i <= 7; i++)
            await (i % 2 == 0 ? staff : ada).ReplyAsync(code, $"{i}");

        var replies = await ada.ListAsync($"/replies?ticket={code}");
        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], replies.Select(reply => (string)reply!["message"]!));
        Assert.All(replies, reply => Assert.Equal(code, (string?)reply!["ticket"]!["code"]));
        Assert.Equal(
            ["customer", "staff"], replies.Take(2).Select(reply => (string)reply!["user"]!["user_type"]!));
        Assert.Equal(["4", "3", "2"], await MessagesAsync("&page=2&per_page=3"));
        Assert.Equal(["1"], await MessagesAsync("&page=3&per_page=3"));
        Assert.Equal([], await MessagesAsync("&page=4&per_page=3"));

        async Task<IEnumerable<string>> MessagesAsync(string page) =>
            (await ada.ListAsync($"/replies?ticket={code}{page}")).Select(reply => (string)reply!["message"]!);
    }

    [Fact]
    public async Task A_reply_opens_a_closed_ticket_again_and_only_then_changes_it()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, staff) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync())["code"]!;

        await staff.ReplyAsync(code, "have a look");
        Assert.Null((await ada.ListAsync("/tickets"))[0]!["updated_at"]);
        Assert.Equal(HttpStatusCode.OK, (await ada.CloseAsync(code)).StatusCode);
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));
        await ada.ReplyAsync(code, "still broken");

        var ticket = (await ada.ListAsync("/tickets"))[0]!;
        Assert.False((bool)ticket["closed"]!);
        Assert.EndsWith("09:00:01.000000", (string)ticket["updated_at"]!);
        Assert.Equal(HttpStatusCode.OK, (await staff.CloseAsync(code)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.CloseAsync(code, closed: false)).StatusCode);
        Assert.False((bool)(await ada.ListAsync("/tickets"))[0]!["closed"]!);
    }

    [Fact]
    public async Task Of_many_who_reply_at_once_nobodys_reply_is_lost()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, staff) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync())["code"]!;

        await Task.WhenAll(Enumerable.Range(1, 30).Select(i => (i % 2 == 0 ? ada : staff).ReplyAsync(code, $"{i:D2}")));

        Assert.Equal(
            Enumerable.Range(1, 30).Select(i => $"{i:D2}"),
            (await ada.ListAsync($"/replies?ticket={code}")).Select(reply => (string)reply!["message"]!).Order());
    }

    private static IEnumerable<int> Numbers(JsonArray tickets) => tickets.Select(ticket => int.Parse((string)ticket!["subject"]!));
}
