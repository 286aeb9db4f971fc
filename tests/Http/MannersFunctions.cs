using Microsoft.AspNetCore.Http;
using Switchboard.Callouts;
using Switchboard.Embedded.Functions;
using Switchboard.Http;

namespace Switchboard.Tests.Http;

/// <summary>Functions that go right and wrong in every way that the manners care about.</summary>
public sealed class MannersFunctions(TaskCompletionSource waiting)
{
    [Function(nameof(EchoThing))]
    public async Task<IResult> EchoThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/things")] HttpRequest request,
        CancellationToken cancellation) =>
        ApiResults.Created("/api/things/1", (await ApiRequest.ReadAsync(request, cancellation)).Params);

    [Function(nameof(ListThings))]
    public async Task<IResult> ListThings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/things")] HttpRequest request,
        CancellationToken cancellation) =>
        ApiResults.List(await ApiRequest.ReadAsync(request, cancellation), new[] { 1, 2 }, 60);

    [Function(nameof(ShowThing))]
    public IResult ShowThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/things/{id}")] HttpRequest request,
        string id) => ApiResults.Ok(new { id = ApiIds.Require(id) });

    [Function(nameof(ThrowThing))]
    public IResult ThrowThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/things/{id}")] HttpRequest request, string id)
    {
        request.HttpContext.Response.Headers["X-Half-Done"] = "yes";
        throw new InvalidOperationException("secret " + id);
    }

    [Function(nameof(Unwritable))]
    public IResult Unwritable(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/unwritable")] HttpRequest request)
    {
        var cycle = new List<object>();
        cycle.Add(cycle);
        return ApiResults.Ok(cycle);
    }

    [Function(nameof(OpenThing))]
    public IResult OpenThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "acs/things")] HttpRequest request) =>
        ApiResults.NoContent();

    [Function(nameof(WaitForEver))]
    public async Task<IResult> WaitForEver(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/ever")] HttpRequest request,
        CancellationToken cancellation)
    {
        waiting.SetResult();
        await Task.Delay(Timeout.Infinite, cancellation);
        return ApiResults.NoContent();
    }

    [Function(nameof(ExportThings))]
    public IResult ExportThings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/exports/{rows}")] HttpRequest request, string rows) =>
        new CsvAnswer("things.csv", ["thing"], BreakingAfter(int.Parse(rows)));

    [Function(nameof(ImportThings))]
    public IResult ImportThings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{reports}")] HttpRequest request, string reports) =>
        new ImportAnswer(async (progress, report) =>
        {
            await foreach (var _ in BreakingAfter(int.Parse(reports)))
            {
                progress.Advance(1_000);
                report();
            }
        });

    [Function(nameof(ReadEverything))]
    public async Task<IResult> ReadEverything(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/everything")] HttpRequest request)
    {
        var length = 0L;
        var buffer = new byte[65_536];
        int read;
        while ((read = await request.Body.ReadAsync(buffer)) > 0)
            length += read;
        return ApiResults.Ok(length);
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> BreakingAfter(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            await Task.Yield();
            yield return [$"{i}"];
        }

        throw new InvalidOperationException($"secret {rows}");
    }
}
