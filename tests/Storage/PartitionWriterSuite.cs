using Azure;
using Switchboard.Embedded.Tables;
using Switchboard.Storage;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

/// <summary>What the writer of a partition promises, on whichever Table service.</summary>
public abstract class PartitionWriterSuite(ITableCloud cloud)
{
    [Fact]
    public async Task All_who_write_at_once_are_written_and_counted()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => writer.CommitAsync(
            new Change().Insert(new TableEntity("p", $"row{i:D4}")).Count("tally", "rows", 1).Count("tally", "sum", i))));

        var tally = (await table.GetEntityAsync<Tally>("p", "tally")).Value;
        Assert.Equal(500, tally.Of("rows"));
        Assert.Equal(Enumerable.Range(0, 500).Sum(), tally.Of("sum"));
        Assert.Equal(501, await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").CountAsync());
    }

    [Fact]
    public async Task Changes_asked_for_at_once_go_out_together_even_where_the_store_answers_at_once()
    {
        var (table, requests) = await cloud.NewCountedTableAsync();
        var writer = new PartitionWriter(table, "p");

        // Nobody else has a turn before all have asked.
        await Task.Factory.StartNew(
            () => Task.WhenAll(Enumerable.Range(0, 500).Select(i => writer.CommitAsync(
                new Change().Insert(new TableEntity("p", $"row{i:D4}")).Count("tally", "rows", 1)))),
            CancellationToken.None,
            TaskCreationOptions.None,
            new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

        // One for the table and one for every 99 rows.
        Assert.Equal(1 + 6, requests.Count);
    }

    [Fact]
    public async Task Whoever_is_refused_is_refused_alone()
    {
        var table = await cloud.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "row0007"));
        var writer = new PartitionWriter(table, "p");

        var commits = Enumerable.Range(0, 30).Select(i => writer.CommitAsync(
            new Change().Insert(new TableEntity("p", $"row{i:D4}")).Count("tally", "rows", 1))).ToList();

        var rejected = await Assert.ThrowsAsync<ChangeRejectedException>(() => commits[7]);
        Assert.Equal(("row0007", 409), (Assert.Single(rejected.RowKeys), rejected.Status));
        await Task.WhenAll(commits.Where((_, i) => i != 7));
        Assert.Equal(29, (await table.GetEntityAsync<Tally>("p", "tally")).Value.Of("rows"));
    }

    [Fact]
    public async Task Two_processes_that_count_in_one_row_lose_nothing()
    {
        var table = await cloud.NewTableAsync();
        var writers = new[] { new PartitionWriter(table, "p"), new PartitionWriter(table, "p") };

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => writers[i % 2].CommitAsync(
            new Change().Insert(new TableEntity("p", $"row{i:D4}")).Count("tally", "rows", 1))));

        Assert.Equal(200, (await table.GetEntityAsync<Tally>("p", "tally")).Value.Of("rows"));
    }

    [Fact]
    public async Task What_others_counted_before_is_counted_on()
    {
        var table = await cloud.NewTableAsync();
        await table.AddEntityAsync(new Tally { PartitionKey = "p", RowKey = "tally", Counts = """{"rows":5}""" });
        var writer = new PartitionWriter(table, "p");

        await writer.CommitAsync(new Change().Insert(new TableEntity("p", "row1")).Count("tally", "rows", 1));
        Assert.Equal(6, (await table.GetEntityAsync<Tally>("p", "tally")).Value.Of("rows"));

        await table.DeleteEntityAsync("p", "tally");
        await writer.CommitAsync(new Change().Insert(new TableEntity("p", "row2")).Count("tally", "rows", 1));

        Assert.Equal(1, (await table.GetEntityAsync<Tally>("p", "tally")).Value.Of("rows"));
    }

    [Fact]
    public async Task Counters_that_are_known_stay_known_when_others_are_not()
    {
        var (table, requests) = await cloud.NewCountedTableAsync();
        foreach (var name in new[] { "a", "b" })
            await table.AddEntityAsync(new Tally { PartitionKey = "p", RowKey = name, Counts = """{"rows":5}""" });
        var writer = new PartitionWriter(table, "p");
        foreach (var name in new[] { "a", "b" })
            await writer.CommitAsync(new Change().Count(name, "rows", 1));

        var before = requests.Count;
        await writer.CommitAsync(new Change().Count("a", "rows", 1).Count("b", "rows", 1));

        Assert.Equal(1, requests.Count - before);
        Assert.Equal(7, (await table.GetEntityAsync<Tally>("p", "a")).Value.Of("rows"));
    }

    [Fact]
    public async Task Rows_carry_their_new_version_so_that_they_can_be_written_again()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");
        var row = new TableEntity("p", "row");
        await writer.CommitAsync(new Change().Insert(row));

        await writer.CommitAsync(new Change().Replace(row));
        await writer.CommitAsync(new Change().Delete(row));

        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "row")).HasValue);
    }

    [Fact]
    public async Task Changes_of_one_row_happen_one_after_the_other()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => writer.CommitAsync(
            new Change().Upsert(new TableEntity("p", "row") { ["Last"] = i }))));

        Assert.Equal(49, (await table.GetEntityAsync<TableEntity>("p", "row")).Value.GetInt32("Last"));
    }

    [Fact]
    public async Task One_that_is_too_large_does_not_stop_the_others()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");
        var tooLong = new string('x', 40_000);

        var commits = Enumerable.Range(0, 10).Select(i => writer.CommitAsync(
            new Change().Insert(new TableEntity("p", $"row{i}") { ["Text"] = i == 3 ? tooLong : "short" }))).ToList();

        var refused = await Assert.ThrowsAnyAsync<RequestFailedException>(() => commits[3]);
        Assert.Equal(400, refused.Status);
        await Task.WhenAll(commits.Where((_, i) => i != 3));
        Assert.Equal(9, await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").CountAsync());
    }

    [Fact]
    public async Task A_change_of_more_rows_than_a_transaction_takes_is_refused_at_once()
    {
        var writer = new PartitionWriter(await cloud.NewTableAsync(), "p");
        var change = new Change();
        for (var i = 0; i < 101; i++)
            change.Insert(new TableEntity("p", $"row{i}"));

        await Assert.ThrowsAsync<ArgumentException>(() => writer.CommitAsync(change));
    }
}

public sealed class PartitionWriterInProcessTests(InProcessTables tables) : PartitionWriterSuite(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class PartitionWriterAzuriteTests(AzuriteServer azurite) : PartitionWriterSuite(new AzuriteTables(azurite));
