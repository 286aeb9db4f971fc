using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class RetryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_waits_longer_each_time_and_once_more_before_it_gives_up(bool replay)
    {
        var attempts = new List<DateTimeOffset>();
        DurableLab? lab = null;
        lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<int>("Fail", _ =>
                {
                    attempts.Add(lab!.Clock.GetUtcNow());
                    throw new InvalidOperationException("boom");
                })
                .Orchestrator("Retry", async context =>
                {
                    await context.CallActivityAsync("Fail", TaskOptions.FromRetryPolicy(new RetryPolicy(
                        4, TimeSpan.FromSeconds(0.5), 2, TimeSpan.FromSeconds(1.5))));
                    return null;
                }),
            replay);
        var began = lab.Clock.GetUtcNow();

        var end = await lab.RunAsync("Retry");

        Assert.Equal([0, 0.5, 1.5, 3.0], attempts.Select(at => (at - began).TotalSeconds));
        Assert.Equal(4.5, (lab.Clock.GetUtcNow() - began).TotalSeconds);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Task 'Fail' (#6) failed", end.SerializedOutput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_ends_with_the_first_success(bool replay)
    {
        var attempt = 0;
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<int>("Third", _ => ++attempt == 3 ? attempt : throw new InvalidOperationException("not yet"))
                .Orchestrator("Retry", async context => await context.CallActivityAsync<int>(
                    "Third", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(1))))),
            replay);

        Assert.Equal("3", (await lab.RunAsync("Retry")).SerializedOutput);
    }

    [Fact]
    public async Task A_policy_does_not_retry_what_its_filter_refuses_or_what_comes_too_late()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<string>("Fail", _ => throw new InvalidOperationException("boom"))
            .Orchestrator("Filter", async context =>
            {
                await context.CallActivityAsync("Fail", "a", TaskOptions.FromRetryPolicy(
                    new RetryPolicy(5, TimeSpan.FromSeconds(1))
                    {
                        HandleFailure = failure => !failure.IsCausedBy<InvalidOperationException>(),
                    }));
                return null;
            })
            .Orchestrator("Late", async context =>
            {
                await context.CallActivityAsync("Fail", "b", TaskOptions.FromRetryPolicy(
                    new RetryPolicy(9, TimeSpan.FromSeconds(2), retryTimeout: TimeSpan.FromSeconds(5))));
                return null;
            }));

        await lab.RunAsync("Filter");
        await lab.RunAsync("Late");

        // Failures at 0, 2, 4 and 6 s: only the last came after the five seconds.
        Assert.Equal(["Fail(\"a\")", .. Enumerable.Repeat("Fail(\"b\")", 4)], lab.Functions.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_is_told_the_attempt_and_the_time(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<string>("Fail", _ => throw new InvalidOperationException("boom"))
                .Orchestrator("Retry", async context =>
                {
                    var told = new List<string>();
                    try
                    {
                        await context.CallActivityAsync("Fail", TaskOptions.FromRetryHandler(async retry =>
                        {
                            var (_, number, failure, time, _) = retry;
                            told.Add($"{number} {failure.ErrorMessage} {time}");
                            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(1), default);
                            return retry.LastAttemptNumber < 3;
                        }));
                    }
                    catch (TaskFailedException)
                    {
                        told.Add("gave up");
                    }

                    return told;
                }),
            replay);

        Assert.Equal(
            """["1 boom 00:00:00","2 boom 00:00:01","3 boom 00:00:02","gave up"]""",
            (await lab.RunAsync("Retry")).SerializedOutput);
    }

    [Fact]
    public void Policies_refuse_values_outside_their_limits()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.FromSeconds(1), 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RetryPolicy(1, TimeSpan.FromSeconds(2), maxRetryInterval: TimeSpan.FromSeconds(1)));
    }
}
