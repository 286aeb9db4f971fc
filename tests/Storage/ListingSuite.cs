using Switchboard.Storage;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

/// <summary>Lists, however filtered and sorted, against what a simple model says, on whichever Table service.</summary>
public abstract class ListingSuite(ITableCloud cloud, Packing<Thing>? packing)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 23, 59, 50, TimeSpan.Zero);

    private static readonly string[] Documents =
    [
        "{}", """{"n":1}""", """{"n":"2"}""", """{"n":-3.5}""", """{"n":"x"}""", """{"n":null}""", """{"d":"2026-03-02"}""",
        """{"d":"2026-03-03T10:00:00Z","n":10}""", """{"tags":["a","b"]}""", """{"tags":["b","c"],"n":10}""",
        """{"o":{"p":"q"}}""", """{"o":{}}""",
    ];

    private static readonly Condition[] Conditions =
    [
        new HasTerm(new Term("colour", "red")),
        new HasTerm(new Term("colour", "red"), new Term("colour", "blue")),
        new HasTerm([]),
        new HasTerm(new Term("size", "small")),
        new HasTerm(new Term("data[tags]", "b", TermKind.Element)),
        new HasTerm(new Term("data[n]", "10")),
        HasWithin.Compare("data[n]", "gt", Term.Order(1)),
        HasWithin.Compare("data[n]", "gteq", Term.Order(1)),
        HasWithin.Compare("data[n]", "lt", Term.Order(2)),
        HasWithin.Compare("data[n]", "lteq", Term.Order(2)),
        HasWithin.Compare("data[d]", "gteq", Term.Order(new DateOnly(2026, 3, 3))),
        HasWithin.Compare("data[d]", "lt", Term.Order(new DateOnly(2026, 3, 3))),
        new HasPath("data[n]"),
        new HasPath("data[o]"),
        new LacksPath("data[n]"),
        new LacksPath("data[o][p]"),
        new HasKey("name=7", "name=11", "name=none"),
        new During(TimeColumn.Created, Start.AddSeconds(3).UtcTicks, Start.AddSeconds(7.5).UtcTicks),
        new During(TimeColumn.Created, 0, Start.AddSeconds(5).UtcTicks),
        new During(TimeColumn.Updated, Start.AddSeconds(2).UtcTicks, long.MaxValue),
        new During(TimeColumn.Updated, 0, Start.UtcTicks),
        new Fulfils(thing => thing.Id % 3 == 0),
    ];

    private static readonly SortKey<Thing>[][] Sorts =
    [
        [],
        [new(Query<Thing>.Id, thing => thing.Id, Descending: true)],
        [new(Query<Thing>.CreatedAt, thing => thing.CreatedAt, false)],
        [new(Query<Thing>.CreatedAt, thing => thing.CreatedAt, true), new("colour", thing => thing.Colour, false)],
        [new(Query<Thing>.UpdatedAt, thing => thing.UpdatedAt, true)],
        [new("colour", thing => thing.Colour, true), new(Query<Thing>.Id, thing => thing.Id, false)],
    ];

    [Fact]
    public async Task Any_page_of_any_list_is_what_a_simple_model_says()
    {
        var table = await cloud.NewTableAsync();
        var writers = new PartitionWriters();
        var things = new Collection<Thing>(writers, table, "all", "x.", packing: packing);
        var model = await FillAsync(new Random(20171107), id => things);

        await CompareAsync(new Random(1), model.Values, things.PageAsync, queries: 250);
    }

    [Fact]
    public async Task Several_collections_make_one_list()
    {
        var table = await cloud.NewTableAsync();
        var writers = new PartitionWriters();
        var parts = Enumerable.Range(0, 3)
            .Select(i => new Collection<Thing>(writers, table, $"part{i}", "x.", changesCount: false, packing)).ToList();
        // Ids go to the collections by tens, as they do to callouts.
        var model = await FillAsync(new Random(20171108), id => parts[(int)(id / 10 % 3)]);

        await CompareAsync(new Random(2), model.Values, new Listing<Thing>(parts).PageAsync, queries: 120);
        Assert.Equal(0, (await new Listing<Thing>([]).PageAsync(new Query<Thing>([], [], 0, 10), default)).Total);
    }

    [Fact]
    public async Task Going_on_from_an_id_finds_the_same_as_the_list()
    {
        var things = new Collection<Thing>(new PartitionWriters(), await cloud.NewTableAsync(), "all", packing: packing);
        var model = await FillAsync(new Random(3), id => things);
        foreach (var conditions in Conditions.Select(one => (Condition[])[one]).Append([Conditions[0], Conditions[3]]))
        {
            var rest = await things.ReadAsync(conditions, 40, default).Select(thing => thing.Id).ToListAsync();
            Assert.Equal(
                model.Values.Where(thing => thing.Id >= 40 && Condition.AllHold(conditions, thing)).Select(thing => thing.Id), rest);
        }
    }

    [Fact]
    public async Task A_page_in_the_order_of_ids_takes_three_reads_wherever_it_begins()
    {
        var (table, requests) = await cloud.NewCountedTableAsync();
        var things = new Collection<Thing>(new PartitionWriters(), table, "all", packing: packing);
        await things.Prepare([.. Enumerable.Range(1, 80).Select(id => New(id, "red", 0))]).WriteAsync();
        for (var skip = 0; skip <= 55; skip++)
        {
            var before = requests.Count;
            var page = await things.PageAsync(new Query<Thing>([], [], skip, 25));
            Assert.Equal(Enumerable.Range(skip + 1, 25), page.Items.Select(thing => (int)thing.Id));
            Assert.InRange(requests.Count - before, 1, 3);
        }
    }

    [Fact]
    public async Task Hundreds_of_values_are_as_good_as_two()
    {
        var things = new Collection<Thing>(new PartitionWriters(), await cloud.NewTableAsync(), "all", packing: packing);
        foreach (var (id, colour) in new[] { (1, "blue"), (2, "red"), (3, "green"), (4, "red") })
            await things.Writer.CommitAsync(things.Insert(new Change(), New(id, colour, 0)));
        var values = Enumerable.Range(0, 200).Select(i => new Term("colour", $"shade {i}"));
        var any = new HasTerm([new Term("colour", "red"), .. values, new Term("colour", "blue")]);

        Assert.Equal([2, 4], await things.ReadAsync([any], 2, default).Select(thing => thing.Id).ToListAsync());
    }

    [Fact]
    public async Task Counters_that_are_back_at_zero_leave_no_rows_behind()
    {
        var table = await cloud.NewTableAsync();
        var things = new Collection<Thing>(new PartitionWriters(), table, "all", packing: packing);
        var before = New(1, "red", 0);
        await things.Writer.CommitAsync(things.Insert(new Change(), before));
        var after = before with { UpdatedAt = Start.AddSeconds(5) };
        await things.Writer.CommitAsync(things.Replace(new Change(), before, after));
        await things.Writer.CommitAsync(things.Delete(new Change(), after));

        Assert.Empty(await table.QueryAsync<Switchboard.Embedded.Tables.TableEntity>().ToListAsync());
    }

    /// <summary>Things with gaps between their ids, created over ten seconds, some changed, some deleted.</summary>
    private static async Task<SortedDictionary<long, Thing>> FillAsync(Random random, Func<long, Collection<Thing>> home)
    {
        var model = new SortedDictionary<long, Thing>();
        for (var i = 0; i < 160; i++)
        {
            var thing = New(1 + i * 3 + random.Next(2), random.GetItems(["red", "green", "blue"], 1)[0], i / 16.0);
            thing = thing with { Size = random.Next(8) == 0 ? "small" : "large", Data = random.GetItems(Documents, 1)[0] };
            model[thing.Id] = thing;
        }

        await Task.WhenAll(model.Values.Select(thing =>
            home(thing.Id).Writer.CommitAsync(home(thing.Id).Insert(new Change(), thing))));
        foreach (var thing in model.Values.ToList())
        {
            var collection = home(thing.Id);
            if (random.Next(4) == 0)
            {
                var after = thing with
                {
                    UpdatedAt = thing.CreatedAt.AddSeconds(random.Next(100_000)),
                    Data = random.GetItems(Documents, 1)[0],
                };
                await collection.Writer.CommitAsync(collection.Replace(new Change(), thing, after));
                model[thing.Id] = after;
            }
            else if (random.Next(8) == 0)
            {
                await collection.Writer.CommitAsync(collection.Delete(new Change(), thing));
                model.Remove(thing.Id);
            }
        }

        return model;
    }

    private static async Task CompareAsync(
        Random random,
        IReadOnlyCollection<Thing> model,
        Func<Query<Thing>, CancellationToken, Task<ListPage<Thing>>> page,
        int queries)
    {
        for (var i = 0; i < queries; i++)
        {
            var conditions = random.GetItems(Conditions, random.Next(4));
            var sort = random.GetItems(Sorts, 1)[0];
            var query = new Query<Thing>(conditions, sort, random.Next(3) == 0 ? random.Next(170) : random.Next(20), random.Next(1, 40));
            var meant = model.Where(thing => Condition.AllHold(conditions, thing))
                .Order(Comparer<Thing>.Create(query.Compare)).Select(thing => thing.Id).ToList();

            var answer = await page(query, default);

            var why = $"{string.Join(" and ", conditions.Select(one => one.ToString()))} by "
                + $"{string.Join(", ", sort.Select(key => key.ToString()))} from {query.Skip}, {query.Count}";
            Assert.True(meant.Count == answer.Total, $"{answer.Total} instead of {meant.Count}: {why}");
            var expected = meant.Skip((int)query.Skip).Take(query.Count).ToList();
            var shown = answer.Items.Select(thing => thing.Id).ToList();
            Assert.True(
                expected.SequenceEqual(shown), $"{string.Join(' ', shown)} instead of {string.Join(' ', expected)}: {why}");
        }
    }

    private static Thing New(long id, string colour, double second) => new()
    {
        Id = id,
        Name = $"{id}",
        Colour = colour,
        CreatedAt = Start.AddSeconds(second),
        UpdatedAt = Start.AddSeconds(second),
    };
}

public sealed class ListingInProcessTests(InProcessTables tables) : ListingSuite(tables, null), IClassFixture<InProcessTables>;

public sealed class SharedListingInProcessTests(InProcessTables tables)
    : ListingSuite(tables, Thing.Packing), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class ListingAzuriteTests(AzuriteServer azurite) : ListingSuite(new AzuriteTables(azurite), null);
