using System.Text;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>The store beneath the service, in memory and in a folder.</summary>
public sealed class RowStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("switchboard-tables-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_writes_over_tables_and_partitions(bool memory)
    {
        using var store = Open(memory);
        await store.CommitAsync([Put("One", "p", "a", "1"), Put("Two", "q", "b", "2")]);
        Assert.Equal("""{"V":1}""", Text(store.Get("One", "p", "a")));
        Assert.Equal("""{"V":2}""", Text(store.Get("two", "q", "b")));
        Assert.Null(store.Get("One", "q", "b"));
        Assert.Null(store.Get("None", "p", "a"));

        await store.CommitAsync([Put("One", "p", "a", "3"), new RowWrite("Two", "q", "b", null), new RowWrite("Two", "q", "none", null)]);
        Assert.Equal("""{"V":3}""", Text(store.Get("One", "p", "a")));
        Assert.Null(store.Get("Two", "q", "b"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ranges_and_scans_are_in_ordinal_order(bool memory)
    {
        using var store = Open(memory);

        // In UTF-16, surrogates come before U+FF5E; in UTF-8 and by code point after it.
        string[] keys = ["", "A", "a", "a\u0001", "é", "\U0001F600", "\uFF5E"];
        await store.CommitAsync([.. keys.Reverse().SelectMany(key => new[] { Put("T", "p", key, "1"), Put("T", key, "r", "1") })]);
        Assert.Equal(keys, store.Range("T", "p").Select(row => row.RowKey));
        Assert.Equal(["A", "a", "a\u0001"], store.Range("T", "p", "A", "é").Select(row => row.RowKey));
        Assert.Equal(["a", "a\u0001"], store.Range("T", "p", "a", limit: 2).Select(row => row.RowKey));
        Assert.Empty(store.Range("T", "none"));

        var scanned = store.Scan("T").Select(row => (row.PartitionKey, row.RowKey)).ToList();
        var expected = keys.Select(key => ("p", key)).Concat(keys.Select(key => (key, "r")))
            .OrderBy(row => row.Item1, StringComparer.Ordinal).ThenBy(row => row.Item2, StringComparer.Ordinal);
        Assert.Equal(expected, scanned);
    }

    [Fact]
    public async Task A_scan_of_many_rows_misses_none()
    {
        using var store = Open(memory: true);
        await store.CommitAsync([.. Enumerable.Range(0, 2500).Select(number => Put("T", $"{number % 3}", $"{number:D5}", "1"))]);
        Assert.Equal(2500, store.Scan("T").Select(row => (row.PartitionKey, row.RowKey)).Distinct().Count());
    }

    [Fact]
    public async Task What_was_committed_is_there_after_reopening()
    {
        using (var store = TableStore.Open(_folder, TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
                store.CommitAsync([Put("T", "p", $"{number:D3}", $"{number}"), Put("U", $"{number}", "r", "1")])));
            await store.CommitAsync([new RowWrite("T", "p", "000", null)]);
        }

        using var reopened = TableStore.Open(_folder, TimeProvider.System);
        Assert.Equal(["T", "U"], reopened.Tables);
        Assert.Equal(199, reopened.Range("T", "p").Count);
        Assert.Equal("""{"V":7}""", Text(reopened.Get("T", "p", "007")));
        Assert.Equal(200, reopened.Scan("U").Count());
    }

    [Fact]
    public void A_folder_has_one_owner()
    {
        using var store = TableStore.Open(_folder, TimeProvider.System);
        var refused = Assert.Throws<IOException>(() => TableStore.Open(_folder, TimeProvider.System));
        Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_never_repeat_even_where_time_stands_still_or_goes_back()
    {
        var tags = new List<string>();
        foreach (var start in (DateTimeOffset[])[Start, Start.AddDays(-1)])
        {
            using var store = TableStore.Open(_folder, new ManualClock(start));
            using var service = new TableService(store);
            var table = new TableClient(service.ConnectionString, "Clock");
            await table.CreateIfNotExistsAsync();
            for (var i = 0; i < 3; i++)
                tags.Add((await table.UpsertEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value.ToString());
            var written = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp!.Value;
            Assert.InRange(written, Start, Start.AddSeconds(1));
        }

        Assert.Equal(6, tags.Distinct().Count());
    }

    [Fact]
    public async Task A_refused_transaction_leaves_those_it_was_written_with_alone()
    {
        using var store = Open(memory: false);
        await store.WriteAsync(new TableCreation("T"));
        var transactions = Enumerable.Range(0, 100).Select(number => new RowTransaction("T",
        [
            new RowOperation(RowAction.Put, [1], Encoding.UTF8.GetBytes($"{number:D3}"), "{}"u8.ToArray()),
            new RowOperation(RowAction.Insert, [1], Encoding.UTF8.GetBytes($"shared{number / 2}"), "{}"u8.ToArray()),
        ])).ToList();
        await Task.WhenAll(transactions.Select(transaction => Task.Run(() => store.WriteAsync(transaction))));

        Assert.Equal(50, transactions.Count(transaction => transaction.Outcome == RowOutcome.Done));
        Assert.All(
            transactions.Where(transaction => transaction.Outcome != RowOutcome.Done),
            transaction => Assert.Equal((RowOutcome.AlreadyExists, 1), (transaction.Outcome, transaction.FailedAt)));
        Assert.Equal(100, store.Scan("T").Count());
    }

    [Fact]
    public async Task The_service_and_the_store_see_the_same_rows()
    {
        using var store = Open(memory: true);
        using var service = new TableService(store);
        await store.CommitAsync([Put("Shared", "p", "r", "5")]);
        var table = new TableClient(service.ConnectionString, "Shared");
        Assert.Equal(5, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["W"] = 6L });
        Assert.Equal("""{"V":5,"W@odata.type":"Edm.Int64","W":"6"}""", Text(store.Get("Shared", "p", "r")));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open(memory: true);
        store.Dispose();
        store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CommitAsync([Put("T", "p", "r", "1")]));
        Assert.Throws<ObjectDisposedException>(() => store.Scan("T").Count());
    }

    private TableStore Open(bool memory) =>
        memory ? TableStore.OpenMemory(TimeProvider.System) : TableStore.Open(_folder, TimeProvider.System);

    private static RowWrite Put(string table, string partitionKey, string rowKey, string value) =>
        new(table, partitionKey, rowKey, Encoding.UTF8.GetBytes($"{{\"V\":{value}}}"));

    private static string? Text(StoredRow? row) => row is null ? null : Encoding.UTF8.GetString(row.Properties.Span);
}
