using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;

namespace Switchboard.Benchmarks;

/// <summary>
/// Creating callbacks and tickets against inserting rows into the same store: the built application as a process of its
/// own, its data on disk, many requests at a time. Each callback and each ticket also leaves a mail.
/// </summary>
internal sealed class DeskBenchmark : IAsyncDisposable
{
    private const int Requests = 2_000;
    private const int AtATime = 32;

    private const string Callback =
        """{"ddi":123456,"name":"Someone","phone":447700900108,"ticket":42,"platform":"linux","details":"cannot log in"}""";

    private const string Ticket =
        """{"subject":"cannot log in","priority":"high","department":"technical","message":"lorem ipsum"}""";

    private readonly string _folder;
    private readonly SwitchboardProcess _app;
    private readonly AuthenticationHeaderValue _customer;
    private readonly TableClient _rows;
    private int _round;
    private int _announced;

    private DeskBenchmark(string folder, SwitchboardProcess app, string token)
    {
        (_folder, _app) = (folder, app);
        _customer = new AuthenticationHeaderValue("Bearer", token);
        _rows = new TableClient(app.TablesConnectionString, "Rows");
    }

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var desk = await OpenAsync();
        // What one side leaves behind is not to be paid for by the next.
        var times = await Rounds.MediansAsync(
            5, desk.InsertAsync, desk.RestAsync, desk.CreateCallbacksAsync, desk.RestAsync, desk.CreateTicketsAsync, desk.RestAsync);
        return
        [
            Figure.AtLeast("Creating a callback", times[2] / Requests, "a raw insert", times[0] / Requests, 0.5),
            Figure.AtLeast("Creating a ticket", times[4] / Requests, "a raw insert", times[0] / Requests, 0.5),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<DeskBenchmark> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("benchmark").FullName;
        var app = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>
        {
            ["EMBEDDED_DATA"] = folder,
            // As of a new subscription: most of the mails wait.
            ["EMAILS_PER_MINUTE"] = "30",
            ["EMAILS_PER_HOUR"] = "100",
        });
        var users = JsonNode.Parse(await app.Http.GetStringAsync("/users"))!.AsArray();
        var customer = users.First(user => (string)user!["user_type"]! == "customer")!;
        var desk = new DeskBenchmark(folder, app, (string)customer["token"]!);
        await desk._rows.CreateAsync();
        return desk;
    }

    private Task InsertAsync()
    {
        var partition = Text(_round++);
        return ManyAsync(i => _rows.AddEntityAsync(new TableEntity(partition, Text(i))
        {
            ["Name"] = "Someone",
            ["Number"] = i,
            ["At"] = DateTimeOffset.UnixEpoch,
            ["Details"] = "cannot log in",
        }));
    }

    private Task CreateCallbacksAsync() => ManyAsync(_ => PostAsync("/api/callbacks", Callback));

    private Task CreateTicketsAsync() => ManyAsync(_ => PostAsync("/tickets", Ticket));

    private async Task PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = _customer;
        using var answer = await _app.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        Interlocked.Increment(ref _announced);
    }

    /// <summary>Waits until what was announced is on its way.</summary>
    private async Task RestAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await MessagesAsync() < _announced)
            await timer.WaitForNextTickAsync();
    }

    private async Task<int> MessagesAsync()
    {
        using var answer = await _app.Http.GetAsync("/api/messages?per_page=1");
        return int.Parse(answer.Headers.GetValues("Total").Single(), CultureInfo.InvariantCulture);
    }

    private static Task ManyAsync(Func<int, Task> action) => Parallel.ForAsync(
        0, Requests, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (i, _) => await action(i));

    private static string Text(int number) => number.ToString("D5", CultureInfo.InvariantCulture);
}
