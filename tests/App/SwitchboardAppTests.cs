using System.Net;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.App;

/// <summary>
/// The application starts whole: in the test's process, several at once, and as a process of its own.
/// </summary>
public sealed class SwitchboardAppTests
{
    [Fact]
    public async Task Applications_run_side_by_side_on_clocks_of_their_own()
    {
        await using var one = await SwitchboardApp.StartAsync();
        await using var other = await SwitchboardApp.StartAsync();

        await one.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(TimeSpan.FromDays(1), one.Clock.GetUtcNow() - other.Clock.GetUtcNow());
        Assert.NotEqual(one.Http.BaseAddress, other.Http.BaseAddress);
        Assert.Equal(HttpStatusCode.OK, (await one.Simulator.GetAsync("/simulator/calls")).StatusCode);
    }

    [Fact]
    public async Task A_condition_that_can_never_hold_fails_and_says_what_is_under_way()
    {
        await using var app = await SwitchboardApp.StartAsync();

        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => app.AdvanceUntilAsync(() => Task.FromResult(false), TimeSpan.FromHours(1)));

        Assert.Contains("nothing is due", failure.Message);
        Assert.Contains("Under way: nothing", failure.Message);
    }

    [Fact]
    public async Task What_never_happens_fails_with_what_everyone_waits_for()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await app.Simulator.PutAsync(
            "/simulator/numbers/+447700900100",
            new StringContent("""{"outcome":"noAnswer","ringSeconds":60}""", null, "application/json"));
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900100"));
        await api.CreateAsync("/api/callouts");
        await api.FireAsync(1, "start");
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));

        var idle = await Assert.ThrowsAsync<TimeoutException>(
            () => app.AdvanceUntilAsync(() => Task.FromResult(false), TimeSpan.FromSeconds(2)));
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        var calling = await Assert.ThrowsAsync<TimeoutException>(
            () => app.AdvanceUntilAsync(() => Task.FromResult(false), TimeSpan.FromSeconds(8)));

        Assert.Contains("timer function WatchCallouts", idle.Message);
        Assert.Contains("callout-1 (RunCallout, Running) waits for the event 'Wake'", idle.Message);
        Assert.Contains("Calls: nothing", idle.Message);
        Assert.Contains("a timer due at 2026-03-02T09:00:", calling.Message);
        Assert.Contains("DurableTimers", calling.Message);
        Assert.Contains("+447700900100", calling.Message);
    }

    [Fact]
    public async Task A_process_starts_says_where_it_is_and_ends_when_asked()
    {
        await using var app = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());

        using var calls = await app.Simulator.GetAsync("/simulator/calls");
        using var unknown = await app.Http.GetAsync("/no/such/path");
        var code = await app.TerminateAsync();

        Assert.Equal(HttpStatusCode.OK, calls.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(0, code);
        Assert.Contains("in memory; nothing is kept", app.Output);
    }

    [Fact]
    public async Task A_port_in_use_ends_the_process_with_one_line()
    {
        await using var app = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());

        var (code, output) = await SwitchboardProcess.RunAsync(
            new Dictionary<string, string?> { ["PORT"] = $"{app.Port}" });

        Assert.Equal(1, code);
        Assert.Contains($"Port {app.Port} cannot be used", Assert.Single(output.Split(Environment.NewLine)));
    }

    [Fact]
    public async Task A_killed_process_starts_again_on_its_port_and_folder()
    {
        var folder = Directory.CreateTempSubdirectory("switchboard-process-");
        try
        {
            var settings = new Dictionary<string, string?> { ["EMBEDDED_DATA"] = folder.FullName };
            await using var first = await SwitchboardProcess.StartAsync(settings);
            await first.KillAsync();

            await using var second = await SwitchboardProcess.StartAsync(
                new Dictionary<string, string?>(settings) { ["PORT"] = $"{first.Port}" });

            Assert.Equal(first.Port, second.Port);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
