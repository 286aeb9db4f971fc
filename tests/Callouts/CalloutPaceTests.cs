using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

public class CalloutPaceTests
{
    [Fact]
    public async Task A_limit_is_kept_however_many_turns_a_minute_has()
    {
        const int turns = 800;
        await using var app = await SwitchboardApp.StartAsync();
        var pace = app.Services.GetRequiredService<CalloutPace>();

        // For forty seconds, twenty a second.
        for (var i = 0; i < turns; i++)
        {
            Assert.True(await pace.TrySpendAsync(await ReadAsync(), 1));
            if (i % 10 == 9)
                await app.AdvanceAsync(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(0, (await ReadAsync()).Calls);
        await app.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, (await ReadAsync()).Calls);
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(20, (await ReadAsync()).Calls);

        Task<PaceAllowance> ReadAsync() => pace.ReadAsync("callouts-1", turns, CancellationToken.None);
    }
}
