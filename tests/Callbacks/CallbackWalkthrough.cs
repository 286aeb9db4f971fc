using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;
using Switchboard.Tests.Messaging;

namespace Switchboard.Tests.Callbacks;

/// <summary>Performs the document of the callback tracker, top to bottom.</summary>
public abstract class CallbackWalkthrough(ITableCloud tables) : Walkthrough(tables)
{
    [Fact]
    public async Task The_document_works_as_printed()
    {
        await using var app = await StartAsync(("CALLBACK_NOTIFY_EMAIL", "desk@example.com"));
        var api = new CallbackClient(app.Http);

        // "Retrieve list of callbacks": none yet.
        await AssertShows("""{"num_results":0,"objects":[],"page":1,"total_pages":1}""", await api.GetAsync());

        // "Create new callback": "POST request accepts all fields".
        const string all = """
            {"ddi":123456,"name":"Ada","phone":447700900108,"ticket":42,"platform":"linux","details":"no network","status":"Pending"}
            """;
        const string created = """
            {"id":1,"ddi":123456,"name":"Ada","phone":447700900108,"ticket":42,"platform":"linux","details":"no network",
            "status":"Pending","created":"T","updated":"T",
            "notes":[{"details":"no network","status":"Pending","updated":"T"}]}
            """;
        var response = await app.Http.PostAsync("/api/callbacks", new StringContent(all, Encoding.UTF8, "application/json"));
        Assert.Equal("/api/callbacks/1", response.Headers.GetValues("Location").Single());
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        await AssertShows(created, response, HttpStatusCode.Created);

        // "It sends out an email when a new request is made, adds it to a list to be monitored."
        var mail = (await app.MailsAsync(1)).Single();
        Assert.Equal("desk@example.com", (string?)mail["to"]![0]);
        Assert.StartsWith("Pending: linux Call Back - Ticket 42", (string?)mail["subject"]);
        await AssertShows($$"""{"num_results":1,"objects":[{{created}}],"page":1,"total_pages":1}""", await api.GetAsync());

        // "Retrieve a callback."
        await AssertShows(created, await api.GetAsync("/1"));

        // "Update a callback": "PUT requests accept 2 fields". "You can see all notes regarding the callback."
        response = await api.PutAsync(1, new JsonObject { ["details"] = "called, line busy", ["status"] = "Calling" });
        const string updated = """
            {"id":1,"ddi":123456,"name":"Ada","phone":447700900108,"ticket":42,"platform":"linux","details":"called, line busy",
            "status":"Calling","created":"T","updated":"T",
            "notes":[{"details":"no network","status":"Pending","updated":"T"},
            {"details":"called, line busy","status":"Calling","updated":"T"}]}
            """;
        await AssertShows(updated, response);
        await AssertShows(updated, await api.GetAsync("/1"));

        // "You can update the callback, which also sends out an email, same when updating the status."
        Assert.StartsWith("Calling: linux Call Back - Ticket 42", (string?)(await app.MailsAsync(2))[1]["subject"]);
        await api.UpdateAsync(1, new JsonObject { ["status"] = "Closed" });
        Assert.StartsWith("Closed: linux Call Back - Ticket 42", (string?)(await app.MailsAsync(3))[2]["subject"]);

        var closed = await api.GetJsonAsync("/1");
        Assert.Equal(("called, line busy", "Closed"), ((string)closed["details"]!, (string)closed["status"]!));
        Assert.Equal("""{"details":null,"status":"Closed"}""", WithoutTime(closed["notes"]!.AsArray()[2]!));
    }

    private static string WithoutTime(JsonNode note)
    {
        var copy = note.DeepClone().AsObject();
        Assert.True(copy.Remove("updated"));
        return copy.ToJsonString();
    }
}

public sealed class CallbackWalkthroughInProcessTests(InProcessTables tables)
    : CallbackWalkthrough(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class CallbackWalkthroughOnAzuriteTests(AzuriteServer azurite) : CallbackWalkthrough(new AzuriteTables(azurite));
