using Switchboard.Embedded.Tables;
using Switchboard.Storage;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

/// <summary>What trees of unique keys promise, on whichever Table service and to however many processes.</summary>
public abstract class KeyTreeSuite(ITableCloud cloud)
{
    private const string Root = "x.u:";

    // Enough for rows two digits below the root.
    private const int Many = 6_000;

    [Fact]
    public async Task Everybody_is_found_by_his_key_however_many_there_are()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");

        await AddAsync(writer, 1, Many);

        Assert.Contains(await RowKeysAsync(table), rowKey => rowKey.Length == Root.Length + 2);
        foreach (var process in new[] { writer, new PartitionWriter(table, "p") })
        {
            var found = await process.Keys.Of(Root).FindAsync(Enumerable.Range(1, Many + 10).Select(Key), default);
            Assert.Equal(Enumerable.Range(1, Many).Select(id => (Key(id), (long)id)), found.Select(entry => (entry.Key, entry.Id)).OrderBy(one => one.Id));
        }
    }

    [Fact]
    public async Task A_key_that_somebody_has_is_refused_with_all_others_that_stand_in_the_way()
    {
        var table = await cloud.NewTableAsync();
        await AddAsync(new PartitionWriter(table, "p"), 1, 1_500);
        var other = new PartitionWriter(table, "p");

        var change = new Change();
        foreach (var id in new[] { 1, 700, 1_500, 2_000 })
            change.Write(new KeyEdit(Root, Key(id), 9_000, Removes: false));
        var rejected = await Assert.ThrowsAsync<ChangeRejectedException>(() => other.CommitAsync(change));

        Assert.Equal(409, rejected.Status);
        Assert.Equal(new[] { 1, 700, 1_500 }.Select(id => Root + RowKey.Hash($"key={id}")), rejected.RowKeys);
        Assert.Null(await HolderAsync(other, 2_000));
    }

    [Fact]
    public async Task Only_who_has_a_key_can_give_it_up()
    {
        var writer = new PartitionWriter(await cloud.NewTableAsync(), "p");
        await EditAsync(writer, [new KeyEdit(Root, Key(1), 2, Removes: true)]);
        await AddAsync(writer, 1, 5);

        await EditAsync(writer, [new KeyEdit(Root, Key(1), 2, Removes: true), new KeyEdit(Root, Key(6), 6, Removes: true)]);

        Assert.Equal(1, await HolderAsync(writer, 1));
        Assert.Null(await HolderAsync(writer, 6));
    }

    [Fact]
    public async Task Who_has_a_key_already_gets_it_again()
    {
        var writer = new PartitionWriter(await cloud.NewTableAsync(), "p");
        await AddAsync(writer, 1, 5);

        await AddAsync(writer, 1, 6);

        Assert.Equal(6, await HolderAsync(writer, 6));
    }

    [Fact]
    public async Task What_another_process_did_counts_at_once()
    {
        var table = await cloud.NewTableAsync();
        var (here, there) = (new PartitionWriter(table, "p"), new PartitionWriter(table, "p"));
        await AddAsync(here, 1, 2);
        await AddAsync(there, 3, 1);
        await AddAsync(here, 4, 1);

        // What each remembers says something else.
        Assert.True(await IsDoneAsync(there, new KeyEdit(Root, Key(4), 4, Removes: true)));
        Assert.True(await IsDoneAsync(here, new KeyEdit(Root, Key(4), 40, Removes: false)));
        await EditAsync(there, [new KeyEdit(Root, Key(4), 4, Removes: true)]);
        Assert.Equal(40, await HolderAsync(there, 4));
    }

    [Fact]
    public async Task A_tree_that_everybody_left_says_so_although_rows_were_flushed()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");
        await AddAsync(writer, 1, Many);

        await EditAsync(writer, Enumerable.Range(1, Many).Select(id => new KeyEdit(Root, Key(id), id, Removes: true)));
        var other = new PartitionWriter(table, "p");
        Assert.Empty(await other.Keys.Of(Root).FindAsync(Enumerable.Range(1, Many).Select(Key), default));

        await EditAsync(other, Enumerable.Range(1, Many).Select(id => new KeyEdit(Root, Key(id), 10_000 + id, Removes: false)));
        foreach (var process in new[] { writer, other })
        {
            var found = await process.Keys.Of(Root).FindAsync(Enumerable.Range(1, Many).Select(Key), default);
            Assert.Equal(Enumerable.Range(10_001, Many).Select(id => (long)id), found.Select(entry => entry.Id).Order());
        }
    }

    [Fact]
    public async Task A_tree_that_was_small_leaves_nothing_behind()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");
        await AddAsync(writer, 1, 20);

        await EditAsync(writer, Enumerable.Range(1, 20).Select(id => new KeyEdit(Root, Key(id), id, Removes: true)));

        Assert.Empty(await RowKeysAsync(table));
        await AddAsync(writer, 1, 1);
        Assert.Equal(1, await HolderAsync(writer, 1));
    }

    [Fact]
    public async Task A_key_that_came_and_went_between_two_flushes_leaves_no_row()
    {
        var table = await cloud.NewTableAsync();
        var writer = new PartitionWriter(table, "p");
        var numbers = Enumerable.Range(1, 30_000).ToLookup(number => Key(number).Digit(0));
        var zeros = numbers[0].Select(number => new KeyEdit(Root, Key(number), number, Removes: false)).Take(1_500).ToList();
        var one = numbers[1].First();
        await EditAsync(writer, zeros[..700]);

        await EditAsync(writer, [new KeyEdit(Root, Key(one), one, Removes: false)]);
        await EditAsync(writer, [new KeyEdit(Root, Key(one), one, Removes: true)]);
        await EditAsync(writer, zeros[700..]);

        Assert.Equal([Root, $"{Root}0"], (await RowKeysAsync(table)).Where(rowKey => rowKey.Length < Root.Length + 2));
    }

    [Fact]
    public async Task Processes_that_write_at_once_agree_on_who_has_which_key()
    {
        var table = await cloud.NewTableAsync();
        PartitionWriter[] processes = [new(table, "p"), new(table, "p"), new(table, "p")];
        var random = new Random(20_171_109);
        var holders = new Dictionary<int, long>();
        var nextId = 0L;
        for (var round = 0; round < 12; round++)
        {
            // Each process wants the same keys for itself, and gives up some that are taken.
            var wanted = Enumerable.Range(0, 300).Select(_ => random.Next(4_000)).Distinct().Where(key => !holders.ContainsKey(key)).ToList();
            var left = holders.Keys.Where(_ => random.Next(4) == 0).Take(100).ToList();
            var gained = await Task.WhenAll(processes.SelectMany(process => wanted.Select(async key =>
            {
                var id = Interlocked.Increment(ref nextId);
                return await IsDoneAsync(process, new KeyEdit(Root, Key(key), id, Removes: false)) ? (key, id) : default;
            })));
            await Task.WhenAll(processes.SelectMany(process => left.Select(
                key => EditAsync(process, [new KeyEdit(Root, Key(key), holders[key], Removes: true)]))));
            foreach (var key in left)
                holders.Remove(key);
            Assert.Equal(wanted.Order(), gained.Where(one => one.id > 0).Select(one => one.key).Order());
            foreach (var (key, id) in gained.Where(one => one.id > 0))
                holders.Add(key, id);
        }

        foreach (var process in processes.Append(new PartitionWriter(table, "p")))
        {
            var found = await process.Keys.Of(Root).FindAsync(Enumerable.Range(0, 4_000).Select(Key), default);
            Assert.Equal(
                holders.Select(holder => (Key(holder.Key).ToString(), holder.Value)).Order(),
                found.Select(entry => (entry.Key.ToString(), entry.Id)).Order());
        }
    }

    [Fact]
    public async Task Nothing_is_lost_or_there_twice_where_answers_get_lost()
    {
        var table = await cloud.NewLossyTableAsync([.. Enumerable.Range(1, 200).Where(i => i % 3 == 0)]);
        var writer = new PartitionWriter(table, "p");

        // What a change met that had already taken place is for its owner to recognise: it is there all the same.
        for (var first = 1; first <= 3_000; first += 300)
        {
            await Task.WhenAll(Enumerable.Range(first, 300).Chunk(100).Select(ids => IsDoneAsync(
                writer, [.. ids.Select(id => new KeyEdit(Root, Key(id), id, Removes: false))])));
        }

        var found = await new PartitionWriter(table, "p").Keys.Of(Root).FindAsync(Enumerable.Range(1, 3_000).Select(Key), default);
        Assert.Equal(Enumerable.Range(1, 3_000).Select(id => (long)id), found.Select(entry => entry.Id).Order());
    }

    [Fact]
    public async Task Rows_that_were_read_are_not_read_again_as_long_as_they_say_the_same()
    {
        var (table, requests) = await cloud.NewCountedTableAsync();
        await AddAsync(new PartitionWriter(table, "p"), 1, Many);
        var keys = new PartitionWriter(table, "p").Keys.Of(Root);
        await keys.FindAsync(Enumerable.Range(1, Many).Select(Key), default);
        var before = requests.Count;

        for (var i = 1; i <= 10; i++)
            Assert.Equal(i, Assert.Single(await keys.FindAsync([Key(i)], default)).Id);

        Assert.Equal(10, requests.Count - before);
    }

    private static KeyHash Key(int number) => KeyHash.Of($"key={number}");

    private static async Task<long?> HolderAsync(PartitionWriter writer, int key) =>
        (await writer.Keys.Of(Root).FindAsync([Key(key)], default)).Select(entry => (long?)entry.Id).SingleOrDefault();

    private static Task AddAsync(PartitionWriter writer, int first, int count) =>
        EditAsync(writer, Enumerable.Range(first, count).Select(id => new KeyEdit(Root, Key(id), id, Removes: false)));

    private static async Task EditAsync(PartitionWriter writer, IEnumerable<KeyEdit> edits)
    {
        foreach (var chunk in edits.Chunk(150))
            await writer.CommitAsync(chunk.Aggregate(new Change(), (change, edit) => change.Write(edit)));
    }

    private static async Task<bool> IsDoneAsync(PartitionWriter writer, params KeyEdit[] edits)
    {
        try
        {
            await writer.CommitAsync(edits.Aggregate(new Change(), (change, edit) => change.Write(edit)));
            return true;
        }
        catch (ChangeRejectedException)
        {
            return false;
        }
    }

    private static ValueTask<List<string>> RowKeysAsync(TableClient table) =>
        table.QueryAsync<TableEntity>("PartitionKey eq 'p'", 1_000, ["RowKey"]).Select(row => row.RowKey).ToListAsync();
}

public sealed class KeyTreeInProcessTests(InProcessTables tables) : KeyTreeSuite(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class KeyTreeAzuriteTests(AzuriteServer azurite) : KeyTreeSuite(new AzuriteTables(azurite));
