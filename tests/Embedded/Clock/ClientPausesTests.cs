using Azure;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Clock;

/// <summary>Clients of the Table service that wait, by its clock, until it is no longer busy.</summary>
public sealed class ClientPausesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly WorkTracker _tracker = new();
    private readonly TableStore _store;
    private readonly TableService _service;
    private readonly ClientPauses _pauses;

    public ClientPausesTests()
    {
        _store = TableStore.OpenMemory(_clock);
        _service = new TableService(_store);
        _pauses = new ClientPauses(_clock, _tracker, _service.Endpoint);
    }

    public void Dispose()
    {
        _pauses.Dispose();
        _service.Dispose();
        _store.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_waits_moves_the_clock_that_it_waits_for(bool async)
    {
        BusyFor(TimeSpan.FromSeconds(5));

        if (async)
            await Table().CreateAsync();
        else
            Table().Create();

        // Told to come back after three seconds, it came twice too early.
        Assert.Equal(TimeSpan.FromSeconds(6), _clock.GetUtcNow() - Start);
    }

    [Fact]
    public async Task Whoever_stands_in_a_queue_behind_a_client_that_waits_gets_on()
    {
        BusyFor(TimeSpan.FromSeconds(5));
        using var turn = new SemaphoreSlim(1);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(async () =>
        {
            using var work = _tracker.Begin("a request");
            work.Carry();
            await turn.WaitAsync();
            await Table().CreateIfNotExistsAsync();
            turn.Release();
        })));

        Assert.Equal(TimeSpan.FromSeconds(6), _clock.GetUtcNow() - Start);
        Assert.Empty(_tracker.UnderWay);
    }

    [Fact]
    public async Task What_is_due_meanwhile_happens_in_its_order()
    {
        BusyFor(TimeSpan.FromSeconds(5));
        var happened = new List<double>();
        foreach (var seconds in (double[])[4, 1, 7, 2.5])
        {
            _clock.CreateTimer(
                _ => happened.Add((_clock.GetUtcNow() - Start).TotalSeconds),
                null,
                TimeSpan.FromSeconds(seconds),
                Timeout.InfiniteTimeSpan);
        }

        await Table().CreateAsync();

        Assert.Equal([1, 2.5, 4], happened);
    }

    [Fact]
    public async Task Nobody_moves_the_clock_for_whoever_has_given_up()
    {
        BusyFor(TimeSpan.FromHours(1), retryAfter: TimeSpan.FromHours(1));
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table().CreateAsync(enough.Token));

        Assert.Equal(TimeSpan.FromSeconds(5), _clock.GetUtcNow() - Start);
    }

    [Fact]
    public async Task The_end_of_the_service_ends_the_wait()
    {
        BusyFor(TimeSpan.FromHours(1), retryAfter: TimeSpan.FromHours(1));
        using var end = _clock.CreateTimer(
            _ => _pauses.Dispose(), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table().CreateAsync());

        Assert.Equal(TimeSpan.FromSeconds(5), _clock.GetUtcNow() - Start);
    }

    [Fact]
    public async Task Accelerated_time_passes_by_itself()
    {
        var clock = new AcceleratedClock(10_000);
        using var store = TableStore.OpenMemory(clock);
        using var service = new TableService(store) { Throttle = new TableThrottle(1, 1, TimeSpan.FromSeconds(20)) };
        using var pauses = new ClientPauses(clock, _tracker, service.Endpoint);
        var start = clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => new TableClient(service.ConnectionString, "Rows").CreateAsync());

        Assert.Equal(503, failure.Status);
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(60));
    }

    private void BusyFor(TimeSpan time, TimeSpan? retryAfter = null)
    {
        _service.Throttle = new TableThrottle(1, seed: 1, retryAfter ?? TimeSpan.FromSeconds(3));
        _clock.CreateTimer(_ => _service.Throttle = null, null, time, Timeout.InfiniteTimeSpan);
    }

    private TableClient Table() => new(_service.ConnectionString, "Rows");
}
