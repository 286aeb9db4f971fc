using Switchboard.Embedded.Tables;
using Switchboard.Storage;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

/// <summary>What collections promise, on whichever Table service and however things lie in rows.</summary>
public abstract class CollectionSuite(ITableCloud cloud, Packing<Thing>? packing)
{
    private readonly PartitionWriters _writers = new();

    [Fact]
    public async Task Pages_are_exact_wherever_they_are_and_whatever_was_deleted()
    {
        var things = NewCollection(await cloud.NewTableAsync(), "x.");
        // Ids with gaps, over several blocks and segments, in an order of their own.
        var ids = Enumerable.Range(0, 150).Select(i => (i * 7919L % 150) * 1_937 + 1).ToList();
        await Task.WhenAll(ids.Select(id => InsertAsync(things, NewThing(id))));
        var deleted = ids.Where(id => id % 5 == 0).ToList();
        foreach (var id in deleted)
            await things.Writer.CommitAsync(things.Delete(new Change(), (await things.FindAsync(id))!));

        var expected = ids.Except(deleted).Order().ToList();
        Assert.Equal(expected.Count, await things.CountAsync());
        foreach (var (skip, count) in new[] { (0, 25), (1, 1), (24, 25), (60, 7), (expected.Count - 1, 10) })
        {
            var page = await PageAsync(things, [], skip, count);
            Assert.Equal(expected.Skip(skip).Take(count), page.Items.Select(thing => thing.Id));
            Assert.Equal(expected.Count, page.Total);
        }

        var beyond = await PageAsync(things, [], expected.Count, 10);
        Assert.Empty(beyond.Items);
        Assert.Equal(expected.Count, beyond.Total);
        Assert.Equal(expected.Count, (await PageAsync(things, [], long.MaxValue, 10)).Total);
    }

    [Fact]
    public async Task Every_page_is_what_counting_says_after_random_inserts_and_deletions()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        var random = new Random(20171109);
        var model = new SortedDictionary<long, Thing>();
        for (var round = 0; round < 4; round++)
        {
            // Full blocks, blocks with gaps and lonely ids, up to some millions; some that were deleted come back.
            var start = random.NextInt64(5_000_000);
            var ids = Enumerable.Range(0, 50).Select(i => start + i)
                .Concat(Enumerable.Range(0, 20).Select(_ => start + random.Next(100, 500)))
                .Concat(Enumerable.Range(0, 10).Select(_ => random.NextInt64(5_000_000)))
                .Distinct().Where(id => !model.ContainsKey(id)).Select(id => NewThing(id)).ToList();
            await Task.WhenAll(ids.Select(thing => InsertAsync(things, thing)));
            foreach (var thing in ids)
                model[thing.Id] = thing;
            var gone = random.GetItems([.. model.Values], 25).DistinctBy(thing => thing.Id).ToList();
            await Task.WhenAll(gone.Select(thing => things.Writer.CommitAsync(things.Delete(new Change(), thing))));
            foreach (var thing in gone)
                model.Remove(thing.Id);
            foreach (var thing in gone.Take(5))
            {
                await InsertAsync(things, thing);
                model[thing.Id] = thing;
            }

            foreach (var descending in new[] { false, true })
            {
                var expected = (descending ? model.Keys.Reverse() : model.Keys).ToList();
                var (skip, count) = (0, 0);
                for (; skip < expected.Count; skip += count)
                {
                    count = random.Next(1, 40);
                    var page = await things.PageAsync(new Query<Thing>(
                        [], descending ? [new SortKey<Thing>(Query<Thing>.Id, thing => thing.Id, true)] : [], skip, count));
                    Assert.Equal(expected.Skip(skip).Take(count), page.Items.Select(thing => thing.Id));
                    Assert.Equal(expected.Count, page.Total);
                }
            }
        }
    }

    [Fact]
    public async Task A_filter_finds_what_has_all_of_its_terms_by_ascending_id()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        for (var id = 1; id <= 60; id++)
            await InsertAsync(things, NewThing(id, colour: id % 2 == 0 ? "red" : "blue", size: id % 3 == 0 ? "small" : "large"));

        var page = await PageAsync(things, ["colour=red", "size=small"], skip: 2, count: 3);

        Assert.Equal([18, 24, 30], page.Items.Select(thing => thing.Id));
        Assert.Equal(10, page.Total);
        Assert.Equal(0, (await PageAsync(things, ["colour=green"], 0, 10)).Total);
        Assert.Equal(60, (await PageAsync(things, [], 0, 10)).Total);
    }

    [Fact]
    public async Task A_changed_thing_is_found_by_what_it_is_now()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        var before = NewThing(1, colour: "red");
        await InsertAsync(things, before);

        await things.Writer.CommitAsync(things.Replace(new Change(), before, before with { Colour = "blue", Name = "other" }));

        Assert.Equal(0, (await PageAsync(things, ["colour=red"], 0, 10)).Total);
        Assert.Equal("other", Assert.Single((await PageAsync(things, ["colour=blue"], 0, 10)).Items).Name);
        Assert.Equal(1, await things.FindIdAsync("name=other"));
        Assert.Null(await things.FindIdAsync("name=1"));
        Assert.Equal(1, await things.CountAsync());
    }

    [Fact]
    public async Task Of_two_who_want_the_same_key_one_gets_it()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        var tries = Enumerable.Range(1, 20).Select(async id =>
        {
            try
            {
                await InsertAsync(things, NewThing(id) with { Name = "same" });
                return true;
            }
            catch (ChangeRejectedException rejected) when (things.IsTaken(rejected))
            {
                return false;
            }
        });

        Assert.Single(await Task.WhenAll(tries), won => won);
        Assert.Equal(1, await things.CountAsync());
        Assert.Equal(1, (await PageAsync(things, ["colour=none"], 0, 10)).Total);
    }

    [Fact]
    public async Task Of_two_changes_of_one_version_one_is_refused_and_leaves_nothing_behind()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        await InsertAsync(things, NewThing(1, colour: "red"));
        var read = (await things.FindAsync(1))!;
        await things.Writer.CommitAsync(things.Replace(new Change(), read, read with { Colour = "blue" }));

        var rejected = await Assert.ThrowsAsync<ChangeRejectedException>(() =>
            things.Writer.CommitAsync(things.Replace(new Change(), read, read with { Colour = "green" })));

        Assert.True(rejected.IsStale);
        Assert.Equal(0, (await PageAsync(things, ["colour=green"], 0, 10)).Total);
        Assert.Equal("blue", (await things.FindAsync(1))!.Colour);
    }

    [Fact]
    public async Task Thousands_of_random_changes_leave_what_a_simple_model_says()
    {
        var things = NewCollection(await cloud.NewTableAsync(), "m.");
        var model = new SortedDictionary<long, Thing>();
        var random = new Random(20171107);
        string[] colours = ["red", "green", "blue"];
        for (var step = 0; step < 600; step++)
        {
            var id = random.Next(1, 200);
            var thing = NewThing(id, colours[random.Next(3)], colours[random.Next(3)]);
            if (!model.TryGetValue(id, out var existing))
            {
                await InsertAsync(things, thing);
                model[id] = thing;
            }
            else if (random.Next(2) == 0)
            {
                await things.Writer.CommitAsync(things.Replace(new Change(), existing, thing));
                model[id] = thing;
            }
            else
            {
                await things.Writer.CommitAsync(things.Delete(new Change(), existing));
                model.Remove(id);
            }
        }

        var skip = random.Next(model.Count);
        Assert.Equal(model.Keys.Skip(skip).Take(30), (await PageAsync(things, [], skip, 30)).Items.Select(thing => thing.Id));
        foreach (var colour in colours)
        {
            var page = await PageAsync(things, [$"colour={colour}", "size=red"], 0, 1_000);
            var matches = model.Values.Where(thing => thing.Colour == colour && thing.Size == "red").ToList();
            Assert.Equal(matches.Select(thing => thing.Id), page.Items.Select(thing => thing.Id));
            Assert.Equal(matches.Count, page.Total);
        }
    }

    [Fact]
    public async Task What_was_added_is_added_although_the_answer_got_lost()
    {
        var things = NewCollection(await cloud.NewLossyTableAsync());

        await Task.WhenAll(Enumerable.Range(1, 20).Select(id => things.AddAsync(NewThing(id))));

        Assert.Equal(20, (await PageAsync(things, [], 0, 100)).Total);
        var collision = NewThing(7) with { CreatedAt = NewThing(7).CreatedAt.AddSeconds(1) };
        Assert.Equal(409, (await Assert.ThrowsAsync<ChangeRejectedException>(() => things.AddAsync(collision))).Status);
    }

    [Fact]
    public async Task Neighbours_who_change_at_once_do_not_stand_in_each_others_way()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        await Task.WhenAll(Enumerable.Range(1, 25).Select(id => things.AddAsync(NewThing(id, colour: "red"))));
        var read = await things.ReadAsync().ToListAsync();

        await Task.WhenAll(read.Select(thing => things.Writer.CommitAsync(thing.Id % 5 == 0
            ? things.Delete(new Change(), thing)
            : things.Replace(new Change(), thing, thing with { Colour = "blue" }))));

        var blue = await PageAsync(things, ["colour=blue"], 0, 100);
        Assert.Equal(Enumerable.Range(1, 25).Where(id => id % 5 != 0).Select(id => (long)id), blue.Items.Select(thing => thing.Id));
        Assert.Equal(20, await things.CountAsync());
        Assert.All(await things.ReadAsync().ToListAsync(), thing => Assert.Equal("blue", thing.Colour));
    }

    [Fact]
    public async Task Two_processes_that_add_and_change_neighbours_lose_nothing()
    {
        var table = await cloud.NewTableAsync();
        var (here, there) = (NewCollection(table), NewCollection(table, writers: new PartitionWriters()));

        await Task.WhenAll(Enumerable.Range(1, 40).Select(async id =>
        {
            var (adds, changes) = id % 2 == 0 ? (here, there) : (there, here);
            await adds.AddAsync(NewThing(id, colour: "red"));
            var outcome = await changes.UpdateAsync(id, thing => thing with { Colour = "blue" }, default);
            Assert.IsType<Outcome<Thing>.Success>(outcome);
        }));

        var blue = await PageAsync(here, ["colour=blue"], 0, 100);
        Assert.Equal(Enumerable.Range(1, 40).Select(id => (long)id), blue.Items.Select(thing => thing.Id));
        Assert.Equal(0, (await PageAsync(there, ["colour=red"], 0, 100)).Total);
        Assert.Equal(40, await there.CountAsync());
    }

    [Fact]
    public async Task An_id_that_somebody_has_is_refused_by_whoever_does_not_know_it()
    {
        var table = await cloud.NewTableAsync();
        var here = NewCollection(table);
        await here.AddAsync(NewThing(7));
        await here.AddAsync(NewThing(8));
        var there = NewCollection(table, writers: new PartitionWriters());
        var other = NewThing(7) with { Name = "other", CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(1) };

        Assert.Equal(409, (await Assert.ThrowsAsync<ChangeRejectedException>(() => there.AddAsync(other))).Status);
        Assert.Equal("7", (await there.FindAsync(7))!.Name);
        Assert.Null(await there.FindIdAsync("name=other"));
        Assert.Equal(2, await there.CountAsync());

        await there.Writer.CommitAsync(there.Delete(new Change(), (await there.FindAsync(7))!));
        await there.AddAsync(other);
        Assert.Equal(["other", "8"], (await PageAsync(here, [], 0, 10)).Items.Select(thing => thing.Name));
    }

    [Fact]
    public async Task What_another_process_added_is_changed_and_deleted_here_and_its_keys_are_free_at_once()
    {
        var table = await cloud.NewTableAsync();
        var here = NewCollection(table);
        var there = NewCollection(table, writers: new PartitionWriters());
        await here.AddAsync(NewThing(1));
        await there.AddAsync(NewThing(2));

        Assert.IsType<Outcome<Thing>.Success>(await here.UpdateAsync(2, thing => thing with { Name = "other" }, default));
        await there.AddAsync(NewThing(3) with { Name = "2" });
        Assert.IsType<Outcome<Thing>.Success>(await there.DeleteAsync(2, _ => Task.FromResult<ValidationErrors?>(null), default));
        await here.AddAsync(NewThing(4) with { Name = "other" });

        Assert.Equal(["1", "2", "other"], (await PageAsync(there, [], 0, 10)).Items.Select(thing => thing.Name));
        Assert.Equal(3, await here.FindIdAsync("name=2"));
        Assert.Equal(4, await there.FindIdAsync("name=other"));
    }

    [Fact]
    public async Task Of_many_who_are_added_together_those_are_left_out_whose_keys_somebody_has()
    {
        var things = NewCollection(await cloud.NewTableAsync());
        foreach (var id in new[] { 3, 77, 150 })
            await things.AddAsync(NewThing(id));
        var many = Enumerable.Range(1_001, 160)
            .Select(id => NewThing(id, colour: "red") with { Name = $"{id - 1_000}" })
            .Append(NewThing(2_000) with { Data = ManyValues(40) })
            .Append(NewThing(2_001) with { Name = "2000" })
            .ToList();

        var refused = await things.Prepare(many).WriteAsync();

        // Of two who want the same key it is either.
        Assert.Equal([1_003, 1_077, 1_150], refused.Select(thing => thing.Id).Where(id => id < 2_000).Order());
        Assert.Equal("2000", Assert.Single(refused, thing => thing.Id >= 2_000).Name);
        Assert.Equal(3 + 157 + 1, await things.CountAsync());
        Assert.Equal(157, (await PageAsync(things, ["colour=red"], 0, 10)).Total);
        Assert.Equal(many.Except(refused).Select(AsNew), (await things.ReadAsync(1_000).ToListAsync()).Select(AsNew));
    }

    [Fact]
    public async Task Many_who_were_added_together_are_added_although_the_answer_got_lost()
    {
        var things = NewCollection(await cloud.NewLossyTableAsync());

        Assert.Empty(await things.Prepare([.. Enumerable.Range(1, 120).Select(id => NewThing(id))]).WriteAsync());

        Assert.Equal(120, (await PageAsync(things, [], 0, 10)).Total);
        Assert.Equal(120, await things.ReadAsync().CountAsync());
    }

    [Fact]
    public async Task What_was_changed_or_deleted_is_so_although_the_answer_got_lost()
    {
        var things = NewCollection(await cloud.NewLossyTableAsync(2, 4));
        await things.AddAsync(NewThing(1, colour: "red"));

        var changed = await things.UpdateAsync(
            1, thing => thing.Colour == "red" ? thing with { Colour = "blue" } : ValidationErrors.Of("colour", "is not red"), default);
        var deleted = await things.DeleteAsync(1, _ => Task.FromResult<ValidationErrors?>(null), default);

        Assert.Equal("blue", Assert.IsType<Outcome<Thing>.Success>(changed).Value.Colour);
        Assert.IsType<Outcome<Thing>.Success>(deleted);
        Assert.Equal(0, await things.CountAsync());
        Assert.Equal(0, (await PageAsync(things, ["colour=blue"], 0, 10)).Total);
    }

    private Collection<Thing> NewCollection(TableClient table, string prefix = "", PartitionWriters? writers = null) =>
        new(writers ?? _writers, table, "all", prefix, packing: packing);

    private static Thing AsNew(Thing thing) =>
        thing with { PartitionKey = "", RowKey = "", Timestamp = null, ETag = default };

    private static string ManyValues(int count) =>
        $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":{i}"))}}}";

    private static Thing NewThing(long id, string colour = "none", string size = "none") =>
        new() { Id = id, Name = $"{id}", Colour = colour, Size = size };

    private static Task<ListPage<Thing>> PageAsync(Collection<Thing> things, string[] terms, long skip, int count) =>
        things.PageAsync(new Query<Thing>(
            [.. terms.Select(term => term.Split('=')).Select(term => new HasTerm(new Term(term[0], term[1])))], [], skip, count));

    private static Task InsertAsync(Collection<Thing> things, Thing thing) =>
        things.Writer.CommitAsync(things.Insert(new Change(), thing));
}

public sealed class CollectionInProcessTests(InProcessTables tables) : CollectionSuite(tables, null), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class CollectionAzuriteTests(AzuriteServer azurite) : CollectionSuite(new AzuriteTables(azurite), null);

public sealed class SharedRowsInProcessTests(InProcessTables tables)
    : CollectionSuite(tables, Thing.Packing), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class SharedRowsAzuriteTests(AzuriteServer azurite) : CollectionSuite(new AzuriteTables(azurite), Thing.Packing);
