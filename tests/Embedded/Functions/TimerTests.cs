using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Timer triggers as measured on the real host; applications start at 09:00:30 on the manual clock.</summary>
public sealed class TimerTests
{
    [Theory]
    [InlineData("0 * * * * *", "09:01:00", "09:02:00")]
    [InlineData("* * * * *", "09:01:00", "09:02:00")]
    [InlineData("*/20 * * * * *", "09:00:40", "09:01:00")]
    [InlineData("00:00:25", "09:00:55", "09:01:20")]
    public async Task Schedules_of_all_forms_run_at_their_moments(string schedule, string first, string second)
    {
        await using var app = await StartAsync<Scheduled>(schedule);

        await AdvanceAsync(app, 2);

        Assert.Equal([first, second], Runs(app).Select(run => run.At.ToString("HH:mm:ss")));
    }

    [Fact]
    public async Task A_schedule_of_a_minute_or_more_knows_its_last_and_next_occurrence()
    {
        await using var app = await StartAsync<Scheduled>("0 * * * * *");

        await AdvanceAsync(app, 2);

        var status = Runs(app)[1].Info.ScheduleStatus!;
        Assert.Equal("09:01:00", $"{status.Last:HH:mm:ss}");
        Assert.Equal("09:02:00", $"{status.Next:HH:mm:ss}");
        Assert.Equal("09:01:00", $"{status.LastUpdated:HH:mm:ss}");
        Assert.Equal(DateTimeKind.Utc, status.Next.Kind);
        Assert.All(Runs(app), run => Assert.False(run.Info.IsPastDue));
    }

    [Theory]
    [InlineData("*/20 * * * * *")]
    [InlineData("00:00:25")]
    public async Task A_schedule_below_a_minute_is_not_remembered(string schedule)
    {
        await using var app = await StartAsync<Scheduled>(schedule);

        await AdvanceAsync(app, 1);

        Assert.Null(Runs(app).Single().Info.ScheduleStatus);
    }

    [Fact]
    public async Task Without_monitor_nothing_is_remembered()
    {
        await using var app = await StartAsync<Unmonitored>("");

        await AdvanceAsync(app, 1);

        Assert.Null(Runs(app).Single().Info.ScheduleStatus);
    }

    [Fact]
    public async Task RunOnStartup_runs_at_the_start_and_then_on_schedule()
    {
        await using var app = await StartAsync<AtStart>("");

        await AdvanceAsync(app, 1);

        Assert.Equal(["09:00:30", "09:01:00"], Runs(app).Select(run => run.At.ToString("HH:mm:ss")));
        Assert.NotNull(Runs(app)[0].Info.ScheduleStatus);
        Assert.False(Runs(app)[0].Info.IsPastDue);
    }

    [Fact]
    public async Task Runs_never_overlap_and_missed_occurrences_become_one()
    {
        await using var app = await StartAsync<Slow>("");
        var slow = app.Services.GetRequiredService<Gate>();

        app.Clock.AdvanceTo(app.Clock.NextDue!.Value);
        await slow.Entered.WaitAsync();
        app.Clock.AdvanceTo(app.Clock.GetUtcNow() + TimeSpan.FromSeconds(12));
        slow.Leave.Release(2);
        await app.Tracker.WhenIdleAsync();
        await AdvanceAsync(app, 2);

        Assert.Equal(["09:00:35", "09:00:47", "09:00:50"], Runs(app).Select(run =>
            run.At.ToString("HH:mm:ss")).Take(3));
    }

    [Fact]
    public async Task A_run_that_throws_is_not_repeated_and_the_next_one_comes()
    {
        await using var app = await StartAsync<Throwing>("");

        await AdvanceAsync(app, 2);

        Assert.Equal(["09:01:00", "09:02:00"], Runs(app).Select(run => run.At.ToString("HH:mm:ss")));
    }

    [Fact]
    public async Task Occurrences_missed_while_the_host_was_down_are_made_up_for_by_one_run()
    {
        var folder = Directory.CreateTempSubdirectory("switchboard-timers-");
        try
        {
            var settings = new Dictionary<string, string?> { ["EMBEDDED_DATA"] = folder.FullName };
            await using (var before = await StartAsync<Scheduled>("0 * * * * *", settings))
                await AdvanceAsync(before, 1);

            await using var after = await StartAsync<Scheduled>(
                "0 * * * * *", settings, FunctionsApp.Start + TimeSpan.FromMinutes(5));
            await after.Tracker.WhenIdleAsync();
            await AdvanceAsync(after, 1);

            var runs = Runs(after);
            Assert.Equal(["09:05:30", "09:06:00"], runs.Select(run => run.At.ToString("HH:mm:ss")));
            Assert.Equal([true, false], runs.Select(run => run.Info.IsPastDue));
            Assert.Equal("09:01:00", $"{runs[0].Info.ScheduleStatus!.Last:HH:mm:ss}");
            Assert.Equal("09:02:00", $"{runs[0].Info.ScheduleStatus!.Next:HH:mm:ss}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_master_key_runs_a_timer_at_once()
    {
        await using var app = await StartAsync<Scheduled>(
            "0 0 0 1 1 *", new Dictionary<string, string?> { ["MASTER_KEY"] = "master" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/scheduled?code=master");
        using var content = new StringContent("""{"input":""}""", null, "application/json");
        request.Content = content;

        using var refused = await app.Http.PostAsync("/admin/functions/Scheduled", null);
        using var accepted = await app.Http.SendAsync(request);
        await app.Tracker.WhenIdleAsync();

        Assert.Equal((401, 202), ((int)refused.StatusCode, (int)accepted.StatusCode));
        Assert.Equal("09:00:30", $"{Runs(app).Single().At:HH:mm:ss}");
    }

    private static Task<FunctionsApp> StartAsync<TFunctions>(
        string schedule, Dictionary<string, string?>? settings = null, DateTimeOffset? start = null) =>
        FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(TFunctions))
        {
            Start = start,
            Settings = new Dictionary<string, string?>(settings ?? []) { ["MySchedule"] = schedule },
            Configure = builder => builder.Services.AddSingleton<ConcurrentQueue<Run>>().AddSingleton<Gate>(),
        });

    // From one due moment to the next, each one's work done before the clock moves on.
    private static async Task AdvanceAsync(FunctionsApp app, int runs)
    {
        await app.Tracker.WhenIdleAsync();
        var wanted = Runs(app).Length + runs;
        for (var moments = 0; moments < 100 && Runs(app).Length < wanted; moments++)
        {
            await app.Tracker.WhenIdleAsync();
            if (Runs(app).Length < wanted)
                app.Clock.AdvanceTo(app.Clock.NextDue ?? throw new InvalidOperationException("No timer is set."));
            await app.Tracker.WhenIdleAsync();
        }
    }

    private static Run[] Runs(FunctionsApp app) => [.. app.Services.GetRequiredService<ConcurrentQueue<Run>>()];

    public sealed record Run(DateTimeOffset At, TimerInfo Info);

    public sealed class Gate
    {
        public SemaphoreSlim Entered { get; } = new(0);

        public SemaphoreSlim Leave { get; } = new(0);
    }

    public sealed class Scheduled(ConcurrentQueue<Run> runs, TimeProvider clock)
    {
        [Function("Scheduled")]
        public void Go([TimerTrigger("%MySchedule%")] TimerInfo timer) =>
            runs.Enqueue(new Run(clock.GetUtcNow(), timer));
    }

    public sealed class Unmonitored(ConcurrentQueue<Run> runs, TimeProvider clock)
    {
        [Function("Unmonitored")]
        public void Go([TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer) =>
            runs.Enqueue(new Run(clock.GetUtcNow(), timer));
    }

    public sealed class AtStart(ConcurrentQueue<Run> runs, TimeProvider clock)
    {
        [Function("AtStart")]
        public Task Go([TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken token)
        {
            runs.Enqueue(new Run(clock.GetUtcNow(), timer));
            return token.IsCancellationRequested ? Task.FromCanceled(token) : Task.CompletedTask;
        }
    }

    public sealed class Slow(ConcurrentQueue<Run> runs, TimeProvider clock, Gate gate)
    {
        [Function("Slow")]
        public async Task Go([TimerTrigger("*/5 * * * * *")] TimerInfo timer)
        {
            runs.Enqueue(new Run(clock.GetUtcNow(), timer));
            gate.Entered.Release();
            if (runs.Count <= 2)
                await gate.Leave.WaitAsync();
        }
    }

    public sealed class Throwing(ConcurrentQueue<Run> runs, TimeProvider clock)
    {
        [Function("Throwing")]
        public void Go([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            runs.Enqueue(new Run(clock.GetUtcNow(), timer));
            throw new InvalidOperationException("on purpose");
        }
    }
}
