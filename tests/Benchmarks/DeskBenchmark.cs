using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;

namespace Switchboard.Benchmarks;

/// <summary>
/// Creating callbacks and tickets against inserting rows into the same store: the built application as a process of its
/// own, many requests at a time. Each callback and each ticket also leaves a mail. While all sides are measured, the
/// application sends what was left, at the pace that ACS grants a new subscription.
/// </summary>
internal sealed class DeskBenchmark : IAsyncDisposable
{
    private const int AtATime = 32;
    private const int OnDisk = 2_000;

    // Azurite reads through a partition at every write to it: more would measure that alone.
    private const int OnAzurite = 256;

    private const string Callback =
        """{"ddi":123456,"name":"Someone","phone":447700900108,"ticket":42,"platform":"linux","details":"cannot log in"}""";

    private const string Ticket =
        """{"subject":"cannot log in","priority":"high","department":"technical","message":"lorem ipsum"}""";

    private readonly int _requests;
    private readonly SwitchboardProcess _app;
    private readonly AuthenticationHeaderValue _customer;
    private readonly TableClient _rows;
    private readonly IReadOnlyList<TableClient> _models;
    private int _number;

    private DeskBenchmark(int requests, SwitchboardProcess app, string token, string account)
    {
        (_requests, _app) = (requests, app);
        _customer = new AuthenticationHeaderValue("Bearer", token);
        _rows = new TableClient(account, "Rows");
        _models = [new TableClient(account, "Callbacks"), new TableClient(account, "Tickets")];
    }

    public static async Task<IReadOnlyList<Figure>> MeasureAsync() =>
    [
        .. await Stores.OnDiskAsync(settings => MeasureAsync("on disk", OnDisk, settings, null)),
        .. await Stores.OnAzuriteAsync((settings, account) => MeasureAsync("Azurite", OnAzurite, settings, account)),
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string store, int requests, Dictionary<string, string?> settings, string? account)
    {
        await using var desk = await OpenAsync(requests, settings, account);
        var times = await Rounds.MediansAsync(
            5, desk.InsertAsync, desk.CreateCallbacksAsync, desk.CreateTicketsAsync, desk.FillAsync);
        return
        [
            Figure.AtLeast($"Creating a callback, {store}", times[1] / requests, "a raw insert", times[0] / requests, 0.5),
            Figure.AtLeast($"Creating a ticket, {store}", times[2] / requests, "a raw insert", times[0] / requests, 0.5),
        ];
    }

    private static async Task<DeskBenchmark> OpenAsync(int requests, Dictionary<string, string?> settings, string? account)
    {
        var app = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>(settings)
        {
            ["EMAILS_PER_MINUTE"] = "30",
            ["EMAILS_PER_HOUR"] = "100",
            ["SMS_PER_MINUTE"] = "200",
        });
        var users = JsonNode.Parse(await app.Http.GetStringAsync("/users"))!.AsArray();
        var customer = users.First(user => (string)user!["user_type"]! == "customer")!;
        var desk = new DeskBenchmark(requests, app, (string)customer["token"]!, account ?? app.TablesConnectionString);
        await desk._rows.CreateAsync();
        return desk;
    }

    private Task InsertAsync() => ManyAsync(() => _rows.AddEntityAsync(NewRow()));

    private Task CreateCallbacksAsync() => ManyAsync(() => PostAsync("/api/callbacks", Callback));

    private Task CreateTicketsAsync() => ManyAsync(() => PostAsync("/tickets", Ticket));

    /// <summary>Fills the partition of the raw rows up to the size of the others, which a write to Azurite depends on.</summary>
    private async Task FillAsync()
    {
        var sizes = await Task.WhenAll(_models.Select(CountAsync));
        var missing = sizes.Max() - await CountAsync(_rows);
        foreach (var rows in Enumerable.Range(0, Math.Max(missing, 0)).Chunk(100))
        {
            await _rows.SubmitTransactionAsync(
                rows.Select(_ => new TableTransactionAction(TableTransactionActionType.Add, NewRow())));
        }
    }

    private TableEntity NewRow() => new("raw", Interlocked.Increment(ref _number).ToString("D8", CultureInfo.InvariantCulture))
    {
        ["Name"] = "Someone",
        ["Number"] = 447700900108,
        ["At"] = DateTimeOffset.UnixEpoch,
        ["Details"] = "cannot log in",
    };

    private async Task PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = _customer;
        using var answer = await _app.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private Task ManyAsync(Func<Task> action) => Parallel.ForAsync(
        0, _requests, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (_, _) => await action());

    private static async Task<int> CountAsync(TableClient table) =>
        await table.QueryAsync<TableEntity>((string?)null, 1_000, ["RowKey"]).CountAsync();
}
