using Azure;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>An account that is asked too much.</summary>
public sealed class ThrottleTests : IDisposable
{
    private readonly TableStore _store = TableStore.OpenMemory(TimeProvider.System);
    private readonly TableService _service;

    public ThrottleTests() => _service = new TableService(_store);

    public void Dispose()
    {
        _service.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task A_busy_server_says_when_to_ask_again()
    {
        var table = Table(retries: 0);
        _service.Throttle = new TableThrottle(1, seed: 1, TimeSpan.FromSeconds(3));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal((503, "ServerBusy"), (failure.Status, failure.ErrorCode));
        Assert.True(failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds));
        Assert.Equal("3", seconds);
        _service.Throttle = null;
        await table.CreateAsync();
    }

    [Fact]
    public async Task A_client_that_asks_again_gets_through()
    {
        var table = Table(retries: 30);
        _service.Throttle = new TableThrottle(0.5, seed: 1);
        await table.CreateAsync();
        for (var i = 0; i < 50; i++)
            await table.AddEntityAsync(new TableEntity("p", $"{i}"));
        _service.Throttle = null;

        var rows = 0;
        await foreach (var _ in table.QueryAsync<TableEntity>())
            rows++;
        Assert.Equal(50, rows);
    }

    [Fact]
    public async Task The_same_requests_are_refused_for_the_same_seed()
    {
        var table = Table(retries: 0);
        await table.CreateAsync();
        var first = await RefusedAsync(table);
        Assert.Equal(first, await RefusedAsync(table));
        Assert.InRange(first.Count(character => character == '-'), 1, 39);
    }

    private async Task<string> RefusedAsync(TableClient table)
    {
        _service.Throttle = new TableThrottle(0.3, seed: 7);
        var outcomes = "";
        for (var i = 0; i < 40; i++)
        {
            try
            {
                await table.UpsertEntityAsync(new TableEntity("p", "r"));
                outcomes += '+';
            }
            catch (RequestFailedException failure) when (failure.Status == 503)
            {
                outcomes += '-';
            }
        }

        return outcomes;
    }

    private TableClient Table(int retries) => new(_service.ConnectionString, "Rows", new TableClientOptions
    {
        Retry = { MaxRetries = retries, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero },
    });
}
