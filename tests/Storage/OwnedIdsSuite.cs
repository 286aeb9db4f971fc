using Switchboard.Embedded.Tables;
using Switchboard.Storage;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

/// <summary>What ids with owners promise, on whichever Table service.</summary>
public abstract class OwnedIdsSuite(ITableCloud cloud)
{
    [Fact]
    public async Task Every_id_is_given_out_once_and_it_is_known_to_whom()
    {
        var tables = await CreateTablesAsync();
        OwnedIds[] processes = [new(tables, new IdSequence(tables)), new(tables, new IdSequence(tables))];

        var given = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
            (Owner: $"owner-{i % 5}", Ids: await processes[i % 2].NextAsync("things", $"owner-{i % 5}", i % 30))));

        var ids = given.SelectMany(one => one.Ids, (one, id) => (one.Owner, Id: id)).ToList();
        Assert.Equal(ids.Count, ids.Select(one => one.Id).Distinct().Count());
        Assert.All(given, one => Assert.Equal(one.Ids.Order(), one.Ids));
        foreach (var (owner, id) in ids)
            Assert.Equal(owner, await processes[0].OwnerOfAsync("things", id));
        Assert.Null(await processes[0].OwnerOfAsync("others", ids[0].Id));
        Assert.Null(await processes[0].OwnerOfAsync("things", 1_000_000));
        Assert.Null(await processes[0].OwnerOfAsync("things", long.MaxValue));
    }

    [Fact]
    public async Task The_first_ids_are_small_and_many_are_taken_at_once()
    {
        var tables = await CreateTablesAsync();
        var ids = new OwnedIds(tables, new IdSequence(tables));

        long[][] given =
        [
            await ids.NextAsync("things", "first", 3),
            await ids.NextAsync("things", "second", 1),
            await ids.NextAsync("things", "first", 1),
            await ids.NextAsync("things", "first", 0),
        ];

        Assert.Equal([[1, 2, 3], [11], [4], []], given);
        Assert.Equal(2_500, (await ids.NextAsync("things", "first", 2_500)).Distinct().Count());
    }

    private async Task<Switchboard.Storage.Tables> CreateTablesAsync()
    {
        var tables = new Switchboard.Storage.Tables(new TableServiceClient(cloud.NewConnectionString()));
        await Task.WhenAll(tables.Sequences.CreateIfNotExistsAsync(), tables.IdOwners.CreateIfNotExistsAsync());
        return tables;
    }
}

public sealed class OwnedIdsInProcessTests(InProcessTables tables) : OwnedIdsSuite(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class OwnedIdsAzuriteTests(AzuriteServer azurite) : OwnedIdsSuite(new AzuriteTables(azurite));
