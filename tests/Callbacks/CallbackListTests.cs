using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callbacks;

/// <summary>Lists, filters and notes of callbacks.</summary>
public sealed class CallbackListTests
{
    [Fact]
    public async Task Pages_are_told_as_Flask_Restless_told_them()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        for (var i = 1; i <= 60; i++)
            await api.CreateAsync(CallbackClient.Callback($"callback {i}"));
        await api.UpdateAsync(30, new JsonObject { ["details"] = "noted" });

        AssertPage(await api.GetJsonAsync(), 60, 1, 3, Enumerable.Range(1, 25));
        AssertPage(await api.GetJsonAsync("?page=3"), 60, 3, 3, Enumerable.Range(51, 10));
        AssertPage(await api.GetJsonAsync("?page=2&results_per_page=7"), 60, 2, 9, Enumerable.Range(8, 7));
        AssertPage(await api.GetJsonAsync("?results_per_page=1000"), 60, 1, 1, Enumerable.Range(1, 60));
        AssertPage(await api.GetJsonAsync("?page=99"), 60, 99, 3, []);
        AssertPage(await api.GetJsonAsync("?page=x&results_per_page=0"), 60, 1, 3, Enumerable.Range(1, 25));
        var noted = (await api.GetJsonAsync("?page=2"))["objects"]!.AsArray();
        Assert.All(noted, callback => Assert.Equal((int)callback!["id"]! == 30 ? 2 : 1, callback["notes"]!.AsArray().Count));
        Assert.All(noted, callback => Assert.Equal(
            $"callback {callback!["id"]}", (string?)callback["notes"]![0]!["details"]));
    }

    [Fact]
    public async Task A_page_has_a_hundred_at_the_most()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await Task.WhenAll(Enumerable.Range(1, 101).Select(_ => api.CreateAsync()));

        AssertPage(await api.GetJsonAsync("?results_per_page=1000"), 101, 1, 2, Enumerable.Range(1, 100));
    }

    [Fact]
    public async Task Notes_are_shown_whole_wherever_on_a_page_they_are()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        for (var i = 1; i <= 7; i++)
            await api.CreateAsync(CallbackClient.Callback($"first of {i}", i % 3 == 0 ? "windows" : "linux"));
        await app.AdvanceAsync(TimeSpan.FromMinutes(1));
        foreach (var i in new[] { 2, 4, 4, 7 })
            await api.UpdateAsync(i, new JsonObject { ["details"] = $"more of {i}" });

        foreach (var query in new[] { "", "?platform=linux", "?page=2&results_per_page=2", "?page=3&results_per_page=3" })
        {
            foreach (var callback in (await api.GetJsonAsync(query))["objects"]!.AsArray())
            {
                var id = (int)callback!["id"]!;
                var notes = callback["notes"]!.AsArray();
                var more = id == 4 ? 2 : id is 2 or 7 ? 1 : 0;
                Assert.Equal(
                    [$"first of {id}", .. Enumerable.Repeat($"more of {id}", more)],
                    notes.Select(note => (string)note!["details"]!));
                Assert.Equal((await api.GetJsonAsync($"/{id}")).ToJsonString(), callback.ToJsonString());
                // When it was created stays; when it was updated is when the latest note was.
                Assert.Equal("2026-03-02T09:00:00.000Z", (string?)callback["created"]);
                Assert.Equal($"2026-03-02T09:0{(more > 0 ? 1 : 0)}:00.000Z", (string?)callback["updated"]);
                Assert.Equal((string?)callback["created"], (string?)notes[0]!["updated"]);
                Assert.Equal((string?)callback["updated"], (string?)notes[^1]!["updated"]);
            }
        }
    }

    [Fact]
    public async Task Filters_combine_and_follow_what_changes()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        for (var i = 1; i <= 8; i++)
        {
            var callback = CallbackClient.Callback(platform: i % 2 == 0 ? "windows" : "linux");
            (callback["ddi"], callback["ticket"]) = (100 + i % 4, i > 4 ? null : i);
            await api.CreateAsync(callback);
        }

        await api.UpdateAsync(3, new JsonObject { ["status"] = "Closed" });
        await api.UpdateAsync(4, new JsonObject { ["status"] = "Closed" });

        Assert.Equal([3, 4], await IdsAsync("?status=Closed"));
        Assert.Equal([1, 2, 5, 6, 7, 8], await IdsAsync("?status=New"));
        Assert.Equal([4], await IdsAsync("?status=Closed&platform=windows"));
        Assert.Equal([1, 5], await IdsAsync("?ddi=101"));
        Assert.Equal([1], await IdsAsync("?ddi=0101&ticket=1"));
        Assert.Equal([5, 6, 7, 8], await IdsAsync("?ticket="));
        Assert.Equal([], await IdsAsync("?ddi=abc"));
        Assert.Equal([], await IdsAsync("?status=closed"));
        AssertPage(await api.GetJsonAsync("?status=New&page=2&results_per_page=4"), 6, 2, 2, [7, 8]);

        async Task<IEnumerable<int>> IdsAsync(string query) =>
            (await api.GetJsonAsync(query))["objects"]!.AsArray().Select(callback => (int)callback!["id"]!);
    }

    [Fact]
    public async Task Of_many_who_write_at_once_nobodys_note_is_lost()
    {
        const int writers = 40;
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await api.CreateAsync();

        await Task.WhenAll(Enumerable.Range(1, writers).Select(i => api.UpdateAsync(
            1, new JsonObject { ["details"] = $"note {i}", ["status"] = $"by {i}" })));

        var callback = await api.GetJsonAsync("/1");
        var notes = callback["notes"]!.AsArray();
        Assert.Equal(writers + 1, notes.Count);
        Assert.Equal(
            Enumerable.Range(1, writers).Select(i => $"note {i}").Order(),
            notes.Skip(1).Select(note => (string)note!["details"]!).Order());
        Assert.All(notes.Skip(1), note => Assert.Equal(
            ((string)note!["details"]!).Replace("note", "by"), (string?)note["status"]));
        Assert.Equal((string?)notes[^1]!["details"], (string?)callback["details"]);
        Assert.Equal((string?)notes[^1]!["status"], (string?)callback["status"]);
    }

    private static void AssertPage(JsonNode list, int total, int page, int pages, IEnumerable<int> ids)
    {
        Assert.Equal((total, page, pages), ((int)list["num_results"]!, (int)list["page"]!, (int)list["total_pages"]!));
        Assert.Equal(ids, list["objects"]!.AsArray().Select(callback => (int)callback!["id"]!));
    }
}
