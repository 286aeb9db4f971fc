using System.Globalization;
using System.Text;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;

namespace Switchboard.Benchmarks;

/// <summary>
/// What it costs to create a contact, with its index rows, its uniqueness and its counts, against one raw insert into
/// the same store by as many clients. The application is a process of its own; every client speaks HTTP.
/// </summary>
internal static class ContactWritesBenchmark
{
    private const int Clients = 64;
    private const int EmbeddedContacts = 6_400;

    // Azurite reads through a partition at every write to it: more would measure that alone.
    private const int AzuriteContacts = 256;

    private static int _number;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync() =>
    [
        .. await MeasureAsync("in memory", EmbeddedContacts, new() { ["EMBEDDED_DATA"] = "memory" }, null),
        .. await Stores.OnDiskAsync(settings => MeasureAsync("on disk", EmbeddedContacts, settings, null)),
        .. await Stores.OnAzuriteAsync((settings, account) => MeasureAsync("Azurite", AzuriteContacts, settings, account)),
    ];

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string store, int contacts, Dictionary<string, string?> settings, string? account)
    {
        await using var process = await SwitchboardProcess.StartAsync(settings);
        var table = new TableClient(account ?? process.TablesConnectionString, "Raw");
        await table.CreateAsync();
        Console.WriteLine($"  {store}: contacts over HTTP to {process.Http.BaseAddress}, raw inserts by the SDK over HTTP to {table.Uri}.");
        var all = new TableClient(account ?? process.TablesConnectionString, "Contacts");
        var times = await Rounds.MediansAsync(
            5,
            () => CreateAsync(process.Http, contacts),
            () => InsertAsync(table, contacts),
            () => ImportAsync(process.Http, contacts),
            () => FillAsync(table, all));
        var (create, raw, import) = (times[0] / contacts, times[1] / contacts, times[2] / contacts);
        return
        [
            Figure.AtLeast($"POST /api/contacts by {Clients} clients, {store}", create, "a raw insert by as many", raw, 1),
            Figure.AtLeast($"POST /api/contacts/import, {store}", import, "a raw insert by 64 clients", raw, 5),
        ];
    }

    private static Task CreateAsync(HttpClient http, int contacts) => ByClientsAsync(contacts, async () =>
    {
        using var body = new StringContent(
            $$$"""{"msisdn":"{{{NextNumber()}}}","metadata":{"group":"all"}}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/contacts", body);
        answer.EnsureSuccessStatusCode();
    });

    private static Task InsertAsync(TableClient table, int rows) =>
        ByClientsAsync(rows, async () => await table.AddEntityAsync(NewRow()));

    /// <summary>
    /// Fills the partition of the raw rows up to the size of that of the contacts: Azurite reads through a partition at
    /// every write to it, so that a larger one is slower.
    /// </summary>
    private static async Task FillAsync(TableClient table, TableClient model)
    {
        var missing = await CountAsync(model) - await CountAsync(table);
        foreach (var rows in Enumerable.Range(0, Math.Max(missing, 0)).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                rows.Select(_ => new TableTransactionAction(TableTransactionActionType.Add, NewRow())));
        }
    }

    private static async Task<int> CountAsync(TableClient table)
    {
        var count = 0;
        await foreach (var _ in table.QueryAsync<TableEntity>((string?)null, 1_000, ["RowKey"]))
            count++;
        return count;
    }

    private static TableEntity NewRow() => new(
        "raw", Interlocked.Increment(ref _number).ToString("D8", CultureInfo.InvariantCulture))
    {
        ["Msisdn"] = "+855970000001",
        ["Metadata"] = """{"group":"all"}""",
        ["CreatedAt"] = DateTimeOffset.UnixEpoch,
        ["UpdatedAt"] = DateTimeOffset.UnixEpoch,
    };

    private static async Task ImportAsync(HttpClient http, int contacts)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < contacts; i++)
            lines.Append(CultureInfo.InvariantCulture, $$$"""{"msisdn":"{{{NextNumber()}}}","metadata":{"group":"all"}}""").Append('\n');
        using var body = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync("/api/contacts/import", body);
        answer.EnsureSuccessStatusCode();
        var last = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split('\n')[^1];
        if (!last.Contains($"{contacts}", StringComparison.Ordinal))
            throw new InvalidOperationException($"Not all were imported: {last}");
    }

    private static Task ByClientsAsync(int requests, Func<Task> request) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            for (var i = 0; i < requests / Clients; i++)
                await request();
        }));

    private static string NextNumber() =>
        string.Create(CultureInfo.InvariantCulture, $"+85597{Interlocked.Increment(ref _number):D7}");
}
