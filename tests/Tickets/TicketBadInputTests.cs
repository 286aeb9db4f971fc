using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Tickets;

/// <summary>Whatever is wrong with a request is said in the family's shape, all at once.</summary>
public sealed class TicketBadInputTests
{
    [Theory]
    [InlineData("POST", "/tickets", "{}",
        "subject: Missing value for attribute subject", "department: Missing value for attribute department",
        "priority: Missing value for attribute priority", "message: Missing value for attribute message")]
    [InlineData("POST", "/tickets", """{"subject":7,"priority":"urgent","department":"sale","message":"m","x":1,"closed":true}""",
        "x: Invalid attribute x", "closed: Invalid attribute closed", "subject: Invalid value for attribute subject",
        "department: Invalid value for attribute department", "priority: Invalid value for attribute priority")]
    [InlineData("POST", "/tickets", """{"subject":" ","priority":null,"department":["sales"],"message":{}}""",
        "subject: Invalid value for attribute subject", "department: Invalid value for attribute department",
        "priority: Missing value for attribute priority", "message: Invalid value for attribute message")]
    [InlineData("GET", "/tickets?colour=red&closed=maybe", null,
        "colour: key colour cannot be used", "closed: Invalid value for attribute closed")]
    [InlineData("PATCH", "/tickets/{code}", "{}", "closed: Missing value for attribute closed")]
    [InlineData("PATCH", "/tickets/{code}", """{"closed":"yes","subject":"new"}""",
        "subject: Invalid attribute subject", "closed: Invalid value for attribute closed")]
    [InlineData("GET", "/replies", null, "ticket: Missing value for attribute ticket")]
    [InlineData("GET", "/replies?ticket=", null, "ticket: Missing value for attribute ticket")]
    [InlineData("POST", "/replies", "{}", "ticket: Missing value for attribute ticket", "message: Missing value for attribute message")]
    [InlineData("POST", "/replies", """{"ticket":5,"message":"m","code":"x"}""",
        "code: Invalid attribute code", "ticket: Invalid value for attribute ticket")]
    [InlineData("POST", "/users", """{"email":"nobody","name":"N","user_type":"admin","token":"t"}""",
        "token: Invalid attribute token", "email: Invalid value for attribute email", "user_type: Invalid value for attribute user_type")]
    [InlineData("POST", "/users", """{"email":"ADA@customers.example","name":"N","user_type":"staff"}""",
        "email: A user with this email exists already")]
    public async Task Everything_that_is_wrong_is_listed(string method, string path, string? body, params string[] expected)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync())["code"]!;

        var response = await ada.SendAsync(new HttpMethod(method), path.Replace("{code}", code), body);

        var problem = await ApiClient.JsonAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("ParametersError", (string?)problem["type"]);
        Assert.Equal(expected, problem["message"]!.AsArray().Select(wrong => $"{wrong!["parameter"]}: {wrong["message"]}"));
        Assert.Single(await ada.ListAsync("/tickets"));
    }

    [Theory]
    [InlineData("POST", "/tickets", "subject=x", 400, "ParametersError")]
    [InlineData("POST", "/tickets", "[]", 400, "ParametersError")]
    [InlineData("POST", "/replies", "{\"ticket\":", 400, "ParametersError")]
    [InlineData("PATCH", "/tickets/{code}", "", 400, "ParametersError")]
    [InlineData("PATCH", "/tickets/00000x", "{\"closed\":true}", 404, "ResourceError")]
    [InlineData("GET", "/tickets/%00", null, 400, null)]
    [InlineData("GET", "/tickets/a%2Fb", null, 404, "ResourceError")]
    [InlineData("GET", "/tickets/{code}/x", null, 404, "ResourceError")]
    [InlineData("DELETE", "/tickets/{code}", null, 405, "ResourceError")]
    [InlineData("PUT", "/replies", "{}", 405, "ResourceError")]
    [InlineData("DELETE", "/users", null, 405, "ResourceError")]
    [InlineData("POST", "/users/77/token", null, 404, "ResourceError")]
    [InlineData("POST", "/users/x/token", null, 404, "ResourceError")]
    public async Task Every_refusal_has_the_familys_shape(string method, string path, string? body, int status, string? type)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync())["code"]!;

        var response = await ada.SendAsync(new HttpMethod(method), path.Replace("{code}", code), body);

        Assert.Equal(status, (int)response.StatusCode);
        if (type is not null)
            Assert.Equal(type, (string?)(await ApiClient.JsonAsync(response, response.StatusCode))["type"]);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task What_fits_is_taken_and_what_does_not_is_refused()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);

        await ada.OpenAsync(With(250, 5_000));
        foreach (var ticket in new[] { With(251, 1), With(1, 5_001) })
            Assert.Equal(HttpStatusCode.BadRequest, (await ada.SendAsync(HttpMethod.Post, "/tickets", ticket.ToJsonString())).StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await ada.SendAsync(HttpMethod.Post, "/tickets", With(1, 300_000).ToJsonString())).StatusCode);

        static JsonObject With(int subject, int message)
        {
            var ticket = TicketClient.Ticket(new string('s', subject));
            ticket["message"] = new string('m', message);
            return ticket;
        }
    }

    [Fact]
    public async Task A_user_and_a_code_may_be_sent_and_mean_nothing()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        var wish = TicketClient.Ticket();
        (wish["user"], wish["code"]) = ("edsger@staff.example", "mine!");

        var ticket = await ada.OpenAsync(wish);

        Assert.Equal("ada@customers.example", (string?)ticket["user"]!["email"]);
        Assert.Matches("^[0-9a-f]{5}$", (string?)ticket["code"]);
    }
}
