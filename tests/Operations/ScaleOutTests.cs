using System.Net;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Operations;

/// <summary>Several instances of the application work on the same tables.</summary>
public sealed class ScaleOutTests(InProcessTables accounts) : IClassFixture<InProcessTables>
{
    private const int Numbers = 150;

    [Fact]
    public async Task Two_instances_give_out_each_id_and_take_each_number_once()
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = accounts.NewConnectionString() };
        await using var one = await SwitchboardApp.StartAsync(new() { Settings = settings });
        await using var other = await SwitchboardApp.StartAsync(new() { Settings = settings });
        ApiClient[] instances = [new(one.Http), new(other.Http)];

        var answers = await Task.WhenAll(
            from number in Enumerable.Range(0, Numbers)
            from instance in instances
            select instance.PostAsync("/api/contacts", ("msisdn", $"+447700900{number:D3}")));

        var created = answers.Where(answer => answer.StatusCode == HttpStatusCode.Created).ToList();
        Assert.Equal(Numbers, created.Select(answer => answer.Headers.Location!.ToString()).Distinct().Count());
        Assert.Equal(Numbers, created.Count);
        Assert.All(answers.Except(created), answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        foreach (var instance in instances)
        {
            var listed = await instance.GetAsync("/api/contacts?per_page=100&page=2");
            Assert.Equal($"{Numbers}", listed.Headers.GetValues("Total").Single());
            Assert.Equal(Numbers - 100, (await ApiClient.JsonAsync(listed, HttpStatusCode.OK)).AsArray().Count);
        }
    }

    [Fact]
    public async Task Of_changes_by_two_instances_none_is_lost()
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = accounts.NewConnectionString() };
        await using var one = await SwitchboardApp.StartAsync(new() { Settings = settings });
        await using var other = await SwitchboardApp.StartAsync(new() { Settings = settings });
        ApiClient[] instances = [new(one.Http), new(other.Http)];
        await instances[0].CreateAsync("/api/contacts", ("msisdn", "+447700900100"));

        var answers = await Task.WhenAll(
            from change in Enumerable.Range(0, 20)
            from instance in Enumerable.Range(0, 2)
            select instances[instance].PutAsync(
                "/api/contacts/1", ("metadata_merge_mode", "merge"), ($"metadata[key{instance}x{change}]", "there")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        foreach (var instance in instances)
            Assert.Equal(40, (await instance.GetJsonAsync("/api/contacts/1"))["metadata"]!.AsObject().Count);
    }
}
