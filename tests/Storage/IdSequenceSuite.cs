using Switchboard.Embedded.Tables;
using Switchboard.Storage;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

/// <summary>What id sequences promise, on whichever Table service.</summary>
public abstract class IdSequenceSuite(ITableCloud cloud)
{
    [Fact]
    public async Task Ids_are_1_2_3_for_each_kind()
    {
        var ids = new IdSequence(await CreateTablesAsync());

        var given = new List<long>();
        for (var i = 0; i < 3; i++)
            given.Add(await ids.NextAsync("a"));
        given.AddRange(await ids.NextAsync("a", 5));
        given.AddRange(await ids.NextAsync("a", 0));

        Assert.Equal(Enumerable.Range(1, 8).Select(id => (long)id), given);
        Assert.Equal(1, await ids.NextAsync("b"));
    }

    [Fact]
    public async Task No_two_processes_give_out_the_same_id()
    {
        var tables = await CreateTablesAsync();
        var processes = new[] { new IdSequence(tables), new IdSequence(tables), new IdSequence(tables) };

        var given = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => processes[i % 3].NextAsync("a").AsTask()));

        Assert.Equal(600, given.Distinct().Count());
        Assert.All(given, id => Assert.True(id > 0));
    }

    [Fact]
    public async Task A_restart_after_few_ids_wastes_few()
    {
        var tables = await CreateTablesAsync();
        var before = new IdSequence(tables);
        for (var i = 0; i < 10; i++)
            await before.NextAsync("a");

        Assert.InRange(await new IdSequence(tables).NextAsync("a"), 11, 21);
    }

    private async Task<Switchboard.Storage.Tables> CreateTablesAsync()
    {
        var tables = new Switchboard.Storage.Tables(new TableServiceClient(cloud.NewConnectionString()));
        await tables.Sequences.CreateIfNotExistsAsync();
        return tables;
    }
}

public sealed class IdSequenceInProcessTests(InProcessTables tables) : IdSequenceSuite(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class IdSequenceAzuriteTests(AzuriteServer azurite) : IdSequenceSuite(new AzuriteTables(azurite));
