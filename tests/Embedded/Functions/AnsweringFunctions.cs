using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Switchboard.Embedded.Functions;
using FromBodyAttribute = Switchboard.Embedded.Functions.Http.FromBodyAttribute;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Functions that answer, or fail to, in every way.</summary>
public sealed class AnsweringFunctions
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    private static readonly Poco Sample = new("é<&'+😀\"", Color.Green, TimeSpan.FromSeconds(90), [1, 2], null);

    public enum Color
    {
        Red,
        Green,
    }

    public sealed record Poco(string Text, Color Color, TimeSpan Time, byte[] Bytes, string? Nothing);

    public sealed record Body(string Name, int Count);

    public sealed class Outputs
    {
        [HttpResult]
        public IResult? Answer { get; init; }

        public string? Other { get; init; }
    }

    [Function("ResultJson")]
    public IResult ResultJson([HttpTrigger(Open)] HttpRequest request) => Results.Json(Sample);

    [Function("ActionJson")]
    public IActionResult ActionJson([HttpTrigger(Open)] HttpRequest request) => new JsonResult(Sample);

    [Function("ActionOk")]
    public IActionResult ActionOk([HttpTrigger(Open)] HttpRequest request) => new OkObjectResult(Sample);

    [Function("ActionText")]
    public IActionResult ActionText([HttpTrigger(Open)] HttpRequest request) => new OkObjectResult("str");

    [Function("ActionNull")]
    public IActionResult ActionNull([HttpTrigger(Open)] HttpRequest request) => new OkObjectResult(null);

    [Function("ResultText")]
    public IResult ResultText([HttpTrigger(Open)] HttpRequest request) => Results.Ok("str");

    [Function("ResultNull")]
    public IResult ResultNull([HttpTrigger(Open)] HttpRequest request) => Results.Ok(null);

    [Function("Plain")]
    public IResult Plain([HttpTrigger(Open)] HttpRequest request) => Results.Text("é");

    [Function("Created")]
    public async ValueTask<IResult> Created([HttpTrigger(Open)] HttpRequest request)
    {
        await Task.Yield();
        return Results.Created("/items/7", new { Id = 7 });
    }

    [Function("Union")]
    public async Task<Results<Ok<string>, NotFound>> Union(
        [HttpTrigger(Open, Route = "Union/{found}")] HttpRequest request, bool found)
    {
        await Task.Yield();
        return found ? TypedResults.Ok("found") : TypedResults.NotFound();
    }

    [Function("Boxed")]
    public object Boxed([HttpTrigger(Open)] HttpRequest request) => Results.StatusCode(299);

    [Function("Marked")]
    public Outputs Marked([HttpTrigger(Open)] HttpRequest request) =>
        new() { Answer = Results.StatusCode(202), Other = "dropped" };

    [Function("Status")]
    public IResult Status([HttpTrigger(Open, Route = "Status/{code}")] HttpRequest request, int code) =>
        Results.StatusCode(code);

    [Function("Problem")]
    public IResult Problem([HttpTrigger(Open)] HttpRequest request) => Results.Problem("why", statusCode: 418);

    [Function("Forbid")]
    public IResult Forbid([HttpTrigger(Open)] HttpRequest request) => Results.Forbid();

    [Function("CreatedAtRoute")]
    public IResult CreatedAtRoute([HttpTrigger(Open)] HttpRequest request) => Results.CreatedAtRoute("nowhere");

    [Function("File")]
    public IResult File([HttpTrigger(Open)] HttpRequest request) =>
        Results.File(Encoding.ASCII.GetBytes("0123456789"), "text/plain", "f é.bin", enableRangeProcessing: true);

    [Function("DropPoco")]
    public Poco DropPoco([HttpTrigger(Open)] HttpRequest request) => Sample;

    [Function("DropText")]
    public async Task<string> DropText([HttpTrigger(Open)] HttpRequest request)
    {
        await Task.Yield();
        return "dropped";
    }

    [Function("DropNumber")]
    public int DropNumber([HttpTrigger(Open)] HttpRequest request) => 5;

    [Function("Nothing")]
    public void Nothing([HttpTrigger(Open)] HttpRequest request)
    {
    }

    [Function("NothingLater")]
    public Task NothingLater([HttpTrigger(Open)] HttpRequest request) => Task.Delay(TimeSpan.Zero);

    [Function("Written")]
    public async Task<string> Written([HttpTrigger(Open)] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = 201;
        await request.HttpContext.Response.WriteAsync("written");
        return "dropped";
    }

    [Function("Throws")]
    public IResult Throws([HttpTrigger(Open)] HttpRequest request) => throw new InvalidOperationException("secret");

    [Function("ThrowsLate")]
    public async Task<IResult> ThrowsLate([HttpTrigger(Open)] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = 201;
        request.HttpContext.Response.Headers["X-Before"] = "kept";
        request.HttpContext.Response.ContentLength = 7;
        await Task.Yield();
        throw new BadHttpRequestException("secret", 418);
    }

    [Function("ThrowsAfterWriting")]
    public async Task ThrowsAfterWriting([HttpTrigger(Open)] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("partial");
        throw new OperationCanceledException("secret");
    }

    [Function("Cycle")]
    public IResult Cycle([HttpTrigger(Open)] HttpRequest request)
    {
        var knot = new Knot();
        knot.Self = knot;
        return Results.Json(knot);
    }

    [Function("BadHeader")]
    public void BadHeader([HttpTrigger(Open)] HttpRequest request) =>
        request.HttpContext.Response.Headers["X-Bad"] = "é";

    [Function("ReadJson")]
    public IResult ReadJson([HttpTrigger(Open)] HttpRequest request, [FromBody] Body body) =>
        Results.Text($"{body.Name}:{body.Count}");

    [Function("ReadAll")]
    public async Task<IResult> ReadAll([HttpTrigger(Open)] HttpRequest request)
    {
        var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return Results.Text($"{bytes.Length}:{request.ContentLength?.ToString() ?? "unknown"}");
    }

    [Function("ReadForm")]
    public async Task<IResult> ReadForm([HttpTrigger(Open)] HttpRequest request) =>
        Results.Text($"{(await request.ReadFormAsync())["a"]}");

    [Function("Ignore")]
    public IResult Ignore([HttpTrigger(Open)] HttpRequest request) => Results.Ok();

    private sealed class Knot
    {
        public Knot? Self { get; set; }
    }
}
