using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Storage;
using Switchboard.Telephony;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>No number of ours has more calls in flight than ACS allows it, whoever makes them, and everybody has a turn.</summary>
public sealed class CallerNumberTests : IDisposable
{
    private static readonly SwitchboardAppOptions OneNumber = new()
    {
        Settings = new Dictionary<string, string?> { ["CALLER_NUMBERS"] = "+442079460001" },
    };

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-callers-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_number_makes_two_calls_at_a_time_unless_told_otherwise()
    {
        await using var app = await SwitchboardApp.StartAsync(OneNumber);
        var campaign = new Campaign(app);

        await campaign.RunToTheEndAsync(await campaign.StartAsync(Campaign.Listeners(7)));

        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(7, calls.Count);
        Assert.Equal(2, MostAtATime(calls));
    }

    [Fact]
    public async Task A_number_makes_as_many_calls_at_a_time_as_the_setting_says()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?>
            {
                ["CALLER_NUMBERS"] = "+442079460001,+442079460002",
                ["CALLS_PER_CALLER_NUMBER"] = "3",
            },
        });
        var campaign = new Campaign(app);

        await campaign.RunToTheEndAsync(await campaign.StartAsync(Campaign.Listeners(20)));

        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(20, calls.Count);
        Assert.All(calls.GroupBy(From), number => Assert.Equal(3, MostAtATime(number)));
        Assert.Equal(2, calls.Select(From).Distinct().Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Callouts_that_share_a_number_take_turns(int callouts)
    {
        const int each = 9;
        await using var app = await SwitchboardApp.StartAsync(OneNumber);
        var campaign = new Campaign(app);
        for (var i = 0; i < callouts; i++)
            await campaign.CreateAsync(Campaign.Listeners(each, first: 100 * i));
        for (var callout = 1; callout <= callouts; callout++)
            await campaign.Api.FireAsync(callout, "start");

        for (var callout = 1; callout <= callouts; callout++)
            await campaign.RunToTheEndAsync(callout);

        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(callouts * each, calls.Count);
        Assert.Equal(2, MostAtATime(calls));
        // When the first is done, nobody has been left behind by more than its head start: it had both calls to itself.
        var made = new int[callouts];
        foreach (var call in calls)
        {
            made[int.Parse(((string)call["to"]!).AsSpan("+4477009".Length, 1))]++;
            if (made.Max() == each)
                break;
        }

        Assert.InRange(made.Min(), each / 2, each);
    }

    [Fact]
    public async Task What_a_stopped_callout_does_not_use_goes_to_the_others()
    {
        await using var app = await SwitchboardApp.StartAsync(OneNumber);
        var campaign = new Campaign(app);
        var first = await campaign.StartAsync(Campaign.Listeners(50));
        await campaign.UntilCallsAsync(3);
        var second = await campaign.StartAsync(Campaign.Listeners(8, first: 100));

        await campaign.Api.FireAsync(first, "stop");
        await campaign.RunToTheEndAsync(second);

        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(8, await campaign.Api.StatisticAsync(second, "calls_completed"));
        Assert.Equal(2, MostAtATime(calls.Where(call => ((string)call["to"]!).StartsWith("+44770091"))));
        Assert.Equal(2, MostAtATime(calls));
    }

    [Fact]
    public async Task Nobody_takes_what_another_may_be_placing_at_the_last_moment()
    {
        await using var app = await SwitchboardApp.StartAsync(OneNumber);
        var numbers = app.Services.GetRequiredService<CallerNumbers>();
        var lease = await LeaseAsync("callouts-1");
        Assert.Equal(2, lease.Numbers.Count);

        // Clocks differ by some seconds, and what was sent a moment ago may take some until it is written.
        await app.AdvanceAsync(lease.Until - app.Clock.GetUtcNow() + TimeSpan.FromSeconds(10));
        Assert.Empty((await LeaseAsync("callouts-2")).Numbers);

        await app.AdvanceAsync(TimeSpan.FromSeconds(50));
        Assert.Equal(2, (await LeaseAsync("callouts-2")).Numbers.Count);

        Task<CallerLease> LeaseAsync(string ledger) =>
            numbers.LeaseAsync(ledger, new Tally(), wanted: 2, onlyNumber: null, CancellationToken.None);
    }

    [Fact]
    public async Task Crashes_in_the_middle_of_dialling_lose_no_calls_of_a_number_and_allow_none_too_many()
    {
        var options = OneNumber with { Data = _data };
        var app = await SwitchboardApp.StartAsync(options);
        var campaign = new Campaign(app);
        await campaign.StartAsync(Campaign.Listeners(6));
        await campaign.StartAsync(Campaign.Listeners(6, first: 100));

        for (var crash = 1; crash <= 6; crash++)
        {
            await app.CrashAfterAsync(pieces: 5 * crash);
            app = await SwitchboardApp.StartAsync(options with { Now = app.Clock.GetUtcNow() });
        }

        await using (app)
        {
            campaign = new Campaign(app);
            await campaign.RunToTheEndAsync(1);
            await campaign.RunToTheEndAsync(2);
            // All of it is free again: two at a time, not fewer.
            var third = await campaign.StartAsync(Campaign.Listeners(4, first: 200));
            await campaign.RunToTheEndAsync(third);

            var calls = await campaign.Phones.CallsAsync();
            Assert.Equal(16, calls.Select(call => (string)call["to"]!).Distinct().Count());
            Assert.Equal(2, MostAtATime(calls));
            Assert.Equal(2, MostAtATime(calls.Where(call => ((string)call["to"]!).StartsWith("+44770092"))));
        }
    }

    private static string From(JsonNode call) => (string)call["from"]!;

    /// <summary>How many of the calls there were at the same time; one that ends and one that begins then are not.</summary>
    private static int MostAtATime(IEnumerable<JsonNode> calls)
    {
        var (most, now) = (0, 0);
        var changes = calls.SelectMany(call => new (DateTimeOffset At, int By)[]
        {
            ((DateTimeOffset)call["createdAt"]!, +1), ((DateTimeOffset)call["endedAt"]!, -1),
        });
        foreach (var change in changes.OrderBy(change => change.At).ThenBy(change => change.By))
        {
            now += change.By;
            most = Math.Max(most, now);
        }

        return most;
    }
}
