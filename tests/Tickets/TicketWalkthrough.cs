using System.Net;
using System.Text.RegularExpressions;
using Switchboard.Tests.App;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Tickets;

/// <summary>Performs the document of the ticketing system, top to bottom.</summary>
public abstract partial class TicketWalkthrough(ITableCloud tables) : Walkthrough(tables)
{
    private protected override Regex Moment => Timestamp();

    [Fact]
    public async Task The_document_works_as_printed()
    {
        await using var app = await StartAsync();

        // GET /users: "To get a list of users to work with", without authentication.
        var users = (await ApiClient.JsonAsync(await app.Http.GetAsync("/users"), HttpStatusCode.OK)).AsArray();
        Assert.Equal(
            ["customer", "customer", "staff"], users.Select(user => (string)user!["user_type"]!).Order());
        Assert.All(users, user => Assert.Equal(
            ["token", "email", "user_type", "name", "id"], user!.AsObject().Select(member => member.Key)));
        var (ada, grace, staff) = await TicketClient.MeetAsync(app.Http);
        Assert.Empty(await ada.ListAsync("/tickets"));

        // POST /tickets, with the document's example.
        var response = await ada.SendAsync(HttpMethod.Post, "/tickets", """
            {
            	"subject": "CAN'T LOGIN",
            	"priority": "high",
            	"department": "technical",
            	"message": "lorem ipsum..."
            }
            """);
        var code = (string)(await ApiClient.JsonAsync(response, HttpStatusCode.Created))["code"]!;
        Assert.Matches("^[0-9a-f]{5}$", code);
        Assert.Equal($"/tickets/{code}", response.Headers.GetValues("Location").Single());
        var ticket = Ticket(code, closed: false, updated: "null");
        await AssertShows(ticket, response, HttpStatusCode.Created);

        // GET /tickets: "all the tickets to a customer or all tickets if authenticated as a staff".
        await AssertShows($"[{ticket}]", await ada.GetAsync("/tickets"));
        await AssertShows("[]", await grace.GetAsync("/tickets"));
        await AssertShows($"[{ticket}]", await staff.GetAsync("/tickets"));
        await AssertShows("[]", await staff.GetAsync("/tickets?priority=low"));
        await AssertShows(
            $"[{ticket}]", await staff.GetAsync($"/tickets?code={code}&closed=false&department=technical&priority=high"));

        // PATCH /tickets/<code>, with the document's example, comma and all.
        response = await ada.SendAsync(HttpMethod.Patch, $"/tickets/{code}", """
            {
            	"closed": true,
            }
            """);
        await AssertShows(Ticket(code, closed: true, updated: "\"T\""), response);
        await AssertShows("[]", await ada.GetAsync("/tickets?closed=false"));

        // POST /replies, with the document's example; a reply opens the ticket again.
        response = await staff.SendAsync(HttpMethod.Post, "/replies", $$"""
            {
            	"ticket": "{{code}}",
            	"message": "lorem ipsum..."
            }
            """);
        var opened = Ticket(code, closed: false, updated: "\"T\"");
        var reply = $$"""
            {"user":{"email":"edsger@staff.example","user_type":"staff","name":"Edsger Dijkstra"},"ticket":{{opened}},
            "message":"lorem ipsum...","created_at":"T"}
            """;
        await AssertShows(reply, response, HttpStatusCode.Created);

        // GET /replies?ticket=<code>.
        await AssertShows($"[{reply}]", await ada.GetAsync($"/replies?ticket={code}"));
        await AssertShows($"[{reply}]", await staff.GetAsync($"/replies?ticket={code}"));

        // "All endpoints require authentication except /users."
        var nobody = new TicketClient(app.Http, null);
        foreach (var path in new[] { "/tickets", $"/tickets/{code}", $"/replies?ticket={code}" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).StatusCode);
    }

    private static string Ticket(string code, bool closed, string updated) => $$"""
        {"user":{"email":"ada@customers.example","user_type":"customer","name":"Ada Lovelace"},"subject":"CAN'T LOGIN",
        "department":"technical","priority":"high","message":"lorem ipsum...","code":"{{code}}",
        "closed":{{(closed ? "true" : "false")}},"created_at":"T","updated_at":{{updated}}}
        """;

    [GeneratedRegex("""
        "\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}"
        """)]
    private static partial Regex Timestamp();
}

public sealed class TicketWalkthroughInProcessTests(InProcessTables tables)
    : TicketWalkthrough(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class TicketWalkthroughOnAzuriteTests(AzuriteServer azurite) : TicketWalkthrough(new AzuriteTables(azurite));
