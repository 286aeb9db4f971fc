using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions.Http;
using Switchboard.Telephony;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Fuzz;

/// <summary>
/// Random requests, made from the application's own list of functions: whatever is sent, somebody answers, and the
/// answer is no failure of the server.
/// </summary>
public class RouteFuzzTests
{
    // FUZZ_REQUESTS and FUZZ_SEED make a longer or shorter campaign, or the same one again.
    private static readonly int Requests = Setting("FUZZ_REQUESTS", 20_000);
    private static readonly int Seed = Setting("FUZZ_SEED", 1);

    [Fact]
    public async Task No_request_makes_the_application_fail_or_hang()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var writer = new RequestWriter(
            app.Services.GetRequiredService<RouteTable>(), app.Http.BaseAddress!.Authority, await CallbackAsync(app));
        var failures = new ConcurrentBag<string>();
        var answers = new ConcurrentDictionary<int, int>();

        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var request = writer.Write(new Random(HashCode.Combine(Seed, i)));
            if (await RawExchange.SendAsync(app.Http.BaseAddress!, request) is not { } status)
            {
                failures.Add($"Request {i} was not answered:\n{request}");
                return;
            }

            answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status >= 500)
                failures.Add($"Request {i} was answered with {status}:\n{request}");
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} of seed {Seed}. {failures.MinBy(text => text.Length)}{app.Log.Tail()}");
        // Otherwise the requests would not reach what they are meant for.
        Assert.All([200, 201, 204, 400, 403, 404, 422], status => Assert.True(answers.ContainsKey(status), $"No {status}."));
    }

    private static async Task<string> CallbackAsync(SwitchboardApp app) =>
        (await app.Services.GetRequiredService<CallbackAddress>().OfAsync(
            new CallReference("callouts-1", 1), CancellationToken.None)).PathAndQuery;

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
