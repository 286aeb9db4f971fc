using System.Text.Json.Nodes;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Operations;

/// <summary>Finished orchestrations go after their time; those that still run stay.</summary>
public sealed class OrchestrationPurgeTests
{
    [Fact]
    public async Task Finished_orchestrations_are_purged_after_their_time_and_running_ones_never()
    {
        await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
        {
            Settings = new Dictionary<string, string?> { ["ORCHESTRATION_RETENTION_DAYS"] = "3" },
        });
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        await api.FireAsync(1, "start");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(
            async () => (string?)JsonNode.Parse(
                await app.Http.GetStringAsync("/api/callout_populations/1"))!["status"] == "populated",
            TimeSpan.FromMinutes(5));
        await app.IdleAsync();
        Assert.Equal(1, await CountAsync(app, OrchestrationRuntimeStatus.Completed));
        Assert.Equal(1, await CountAsync(app, OrchestrationRuntimeStatus.Running));

        await JumpAsync(app, TimeSpan.FromDays(2.9));
        Assert.Equal(1, await CountAsync(app, OrchestrationRuntimeStatus.Completed));
        await JumpAsync(app, TimeSpan.FromHours(4));

        Assert.Equal(0, await CountAsync(app, OrchestrationRuntimeStatus.Completed));
        Assert.Equal(1, await CountAsync(app, OrchestrationRuntimeStatus.Running));
    }

    private static async Task JumpAsync(SwitchboardApp app, TimeSpan time)
    {
        app.Clock.AdvanceTo(app.Clock.GetUtcNow() + time);
        await app.IdleAsync();
    }

    private static async Task<int> CountAsync(SwitchboardApp app, OrchestrationRuntimeStatus status)
    {
        var count = 0;
        await foreach (var _ in app.Durable.GetAllInstancesAsync(new OrchestrationQuery(Statuses: [status])))
            count++;
        return count;
    }
}
