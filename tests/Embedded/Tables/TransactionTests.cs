using Azure;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.Azurite;
using static Switchboard.Embedded.Tables.TableTransactionActionType;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Entity group transactions.</summary>
public abstract class TransactionTests(ITableCloud cloud) : TableSuite(cloud)
{
    [Fact]
    public async Task All_of_it_is_done()
    {
        await AddAsync(
            new TableEntity("p", "merge") { ["A"] = 1 },
            new TableEntity("p", "replace") { ["A"] = 1 },
            new TableEntity("p", "delete"));
        var answers = await Table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "add") { ["A"] = "it's" }),
            new(UpdateMerge, new TableEntity("p", "merge") { ["B"] = 2 }),
            new(UpdateReplace, new TableEntity("p", "replace") { ["B"] = 2 }),
            new(Delete, new TableEntity("p", "delete")),
            new(UpsertMerge, new TableEntity("p", "upsert1") { ["B"] = 2 }),
            new(UpsertReplace, new TableEntity("p", "upsert2") { ["B"] = 2 }),
        ]);
        Assert.Equal(202, answers.GetRawResponse().Status);
        Assert.Equal([204, 204, 204, 204, 204, 204], answers.Value.Select(answer => answer.Status));
        Assert.Equal("add merge replace upsert1 upsert2", await KeysAsync(null));
        var merged = (await Table.GetEntityAsync<TableEntity>("p", "merge")).Value;
        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal(merged.ETag, answers.Value[1].Headers.ETag);
        Assert.False((await Table.GetEntityAsync<TableEntity>("p", "replace")).Value.ContainsKey("A"));
    }

    [Fact]
    public async Task None_of_it_is_done_if_one_operation_cannot_be()
    {
        await AddAsync(new TableEntity("p", "b"));
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "a")),
            new(Add, new TableEntity("p", "b")),
            new(Add, new TableEntity("p", "c")),
        ]));
        Assert.Equal((409, "EntityAlreadyExists", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal("b", await KeysAsync(null));
    }

    [Fact]
    public async Task A_condition_that_is_not_met_says_which()
    {
        var old = (await Table.AddEntityAsync(new TableEntity("p", "a"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(new TableEntity("p", "a") { ["A"] = 1 });
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "b")),
            new(Add, new TableEntity("p", "c")),
            new(UpdateMerge, new TableEntity("p", "a") { ["A"] = 2 }, old),
        ]));
        Assert.Equal(
            (412, "UpdateConditionNotSatisfied", 2),
            (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal("a", await KeysAsync(null));

        var missing = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [new(UpdateMerge, new TableEntity("p", "none"), ETag.All)]));
        Assert.Equal((404, "ResourceNotFound", 0), (missing.Status, missing.ErrorCode, missing.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_row_is_changed_once()
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(UpsertMerge, new TableEntity("p", "a")),
            new(UpsertMerge, new TableEntity("p", "b")),
            new(UpsertMerge, new TableEntity("p", "a")),
        ]));
        Assert.Equal((400, "InvalidDuplicateRow"), (failure.Status, failure.ErrorCode));
        Assert.Empty(await KeysAsync(null));
    }

    [Fact]
    public async Task A_hundred_operations_are_allowed_and_no_more()
    {
        await Table.SubmitTransactionAsync(Actions(100));
        Assert.Equal(100, (await KeysAsync(null)).Split(' ').Length);
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Table.SubmitTransactionAsync(Actions(101)));
        Assert.Equal((400, "InvalidInput"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task An_empty_transaction_is_refused_before_it_is_sent() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));

    [Fact]
    public async Task Concurrent_transactions_do_not_mix()
    {
        await Table.AddEntityAsync(new TableEntity("p", "counter") { ["N"] = 0 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => CountAsync($"w{worker}", 5)));
        Assert.Equal(40, (await Table.GetEntityAsync<TableEntity>("p", "counter")).Value.GetInt32("N"));
        Assert.Equal(41, (await KeysAsync(null)).Split(' ').Length);
    }

    private static IEnumerable<TableTransactionAction> Actions(int count) => Enumerable.Range(0, count)
        .Select(number => new TableTransactionAction(UpsertReplace, new TableEntity("p", $"{number:D3}")));

    // Counts and leaves a row for each count, in one transaction.
    private async Task CountAsync(string name, int times)
    {
        for (var done = 0; done < times;)
        {
            var counter = (await Table.GetEntityAsync<TableEntity>("p", "counter")).Value;
            try
            {
                await Table.SubmitTransactionAsync(
                [
                    new(Add, new TableEntity("p", $"{name}-{done}")),
                    new(UpdateMerge, new TableEntity("p", "counter") { ["N"] = counter.GetInt32("N")!.Value + 1 }, counter.ETag),
                ]);
                done++;
            }
            catch (TableTransactionFailedException failure) when (failure.Status == 412)
            {
                // Somebody else was first.
            }
        }
    }
}

public sealed class TransactionsInProcess(InProcessTables cloud) : TransactionTests(cloud), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class TransactionsOnAzurite(AzuriteServer azurite) : TransactionTests(new AzuriteTables(azurite));
