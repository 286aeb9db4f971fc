using System.Globalization;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;
using Switchboard.Tests.Azurite;

namespace Switchboard.Benchmarks;

/// <summary>The Table service of this process against Azurite, one request after the other, both in memory.</summary>
internal static class TablesBenchmark
{
    private const int Requests = 300;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var store = TableStore.OpenMemory(TimeProvider.System);
        using var service = new TableService(store);
        var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        try
        {
            var ours = new TableClient(service.ConnectionString, "Rows");
            var theirs = new TableClient(azurite.NewConnectionString(), "Rows");
            await ours.CreateAsync();
            await theirs.CreateAsync();
            var (our, their) = (0, 0);
            var inserts = await Rounds.MediansAsync(
                9, () => InsertAsync(ours, our++), () => InsertAsync(theirs, their++));
            var reads = await Rounds.MediansAsync(9, () => ReadAsync(ours), () => ReadAsync(theirs));
            return
            [
                Figure.AtLeast("An insert in process", inserts[0] / Requests, "Azurite", inserts[1] / Requests, 10),
                Figure.AtLeast("A point read in process", reads[0] / Requests, "Azurite", reads[1] / Requests, 10),
            ];
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    private static async Task InsertAsync(TableClient table, int round)
    {
        for (var i = 0; i < Requests; i++)
        {
            await table.AddEntityAsync(new TableEntity(Text(round), Text(i))
            {
                ["Name"] = "Someone",
                ["Number"] = i,
                ["At"] = DateTimeOffset.UnixEpoch,
                ["Called"] = true,
            });
        }
    }

    private static async Task ReadAsync(TableClient table)
    {
        for (var i = 0; i < Requests; i++)
            await table.GetEntityAsync<TableEntity>(Text(0), Text(i));
    }

    private static string Text(int number) => number.ToString("D5", CultureInfo.InvariantCulture);
}
