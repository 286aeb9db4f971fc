using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class ContinueAsNewTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_instance_starts_over_with_an_empty_history(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<int>("Add", n => n + 1)
                .Orchestrator("Loop", async context =>
                {
                    var n = await context.CallActivityAsync<int>("Add", context.GetInput<int>());
                    context.SetCustomStatus(n);
                    await context.CreateTimer(TimeSpan.FromHours(1), default);
                    if (n < 50)
                        context.ContinueAsNew(n);
                    return n;
                }),
            replay);

        var end = await lab.RunAsync("Loop", 0, "loop");

        Assert.Equal("50", end.SerializedOutput);
        Assert.Equal("50", end.SerializedCustomStatus);
        Assert.Equal("49", end.SerializedInput);
        Assert.InRange(lab.Store.Count(DurableRows.History), 1, 4);
        Assert.Equal(49, (end.CreatedAt - new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)).TotalHours);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_nobody_read_are_kept_in_their_order(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Loop", async context =>
            {
                var read = context.GetInput<List<int>>() ?? [];
                read.Add(await context.WaitForExternalEvent<int>("e"));
                if (read.Count < 6)
                    context.ContinueAsNew(read);
                return read;
            }),
            replay);

        var id = await lab.BeginAsync("Loop");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => lab.Client.RaiseEventAsync(id, "E", n)));

        Assert.Equal("[0,1,2,3,4,5]", (await lab.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Events_nobody_read_are_dropped_on_request()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Loop", async context =>
        {
            await context.WaitForExternalEvent<object>("go");
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return null;
            }

            return await context.WaitForExternalEvent<string>("word");
        }));

        var id = await lab.BeginAsync("Loop", 0);
        await lab.Client.RaiseEventAsync(id, "word", "old");
        await lab.Client.RaiseEventAsync(id, "go");
        await lab.SettleAsync();
        await lab.Client.RaiseEventAsync(id, "go");
        await lab.Client.RaiseEventAsync(id, "word", "new");

        Assert.Equal("\"new\"", (await lab.EndAsync(id)).SerializedOutput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_event_of_a_storm_is_lost(bool replay)
    {
        const int events = 300;
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Sum", async context =>
            {
                var (sum, count) = (context.GetInput<int[]>()![0], context.GetInput<int[]>()![1]);
                sum += await context.WaitForExternalEvent<int>("n");
                if (++count < events)
                    context.ContinueAsNew(new[] { sum, count });
                return sum;
            }),
            replay);

        var id = await lab.BeginAsync("Sum", new[] { 0, 0 });
        await Parallel.ForEachAsync(
            Enumerable.Range(1, events), async (n, _) => await lab.Client.RaiseEventAsync(id, "n", n));

        Assert.Equal(events * (events + 1) / 2, (await lab.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(0, lab.Store.Count(DurableRows.Inbox));
    }

    [Fact]
    public async Task The_next_generation_waits_for_open_timers()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Loop", context =>
        {
            if (context.GetInput<int>() == 0)
            {
                _ = context.CreateTimer(TimeSpan.FromSeconds(6), default);
                context.ContinueAsNew(1);
            }

            return Task.FromResult<object?>(context.GetInput<int>());
        }));
        var began = lab.Clock.GetUtcNow();

        Assert.Equal("1", (await lab.RunAsync("Loop", 0)).SerializedOutput);
        Assert.Equal(began.AddSeconds(6), lab.Clock.GetUtcNow());
    }
}
