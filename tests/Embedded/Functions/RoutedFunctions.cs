using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.Functions;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Functions of every kind of route; each answers its name and what it was given.</summary>
public sealed class RoutedFunctions
{
    private static IResult Say(string function, params object?[] values) =>
        Results.Text($"{function}({string.Join("|", values.Select(value => value ?? "null"))})");

    [Function("ItemsId")]
    public IResult ItemsId(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, string id) =>
        Say("ItemsId", id, request.RouteValues["id"], request.Path.Value);

    [Function("ItemsSpecial")]
    public IResult ItemsSpecial(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/special")] HttpRequest request) =>
        Say("ItemsSpecial", request.Path);

    [Function("Catch")]
    public IResult Catch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request,
        string? path) =>
        Say("Catch", path, request.Method);

    [Function("CatchLit")]
    public IResult CatchLit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/special")] HttpRequest request) =>
        Say("CatchLit", request.Path);

    [Function("Case")]
    public IResult Case(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "CaSe/MiXed/{Id}")] HttpRequest request) =>
        Say("Case", request.RouteValues.Single().Key, request.RouteValues["Id"]);

    [Function("NoRoute")]
    public IResult NoRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        Say("NoRoute", request.Path);

    [Function("Trail")]
    public IResult Trail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trail/")] HttpRequest request) =>
        Say("Trail", request.Path);

    [Function("Optional")]
    public IResult Optional(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "opt/{a?}")] HttpRequest request, string? a) =>
        Say("Optional", a, request.RouteValues.Count);

    [Function("OptionalInt")]
    public IResult OptionalInt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optint/{a:int?}")] HttpRequest request, int? a) =>
        Say("OptionalInt", a, request.Method);

    [Function("Default")]
    public IResult Default(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "def/{a=five}")] HttpRequest request, string a) =>
        Say("Default", a, request.RouteValues["a"]);

    [Function("Int")]
    public IResult Int(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ints/{id:int}")] HttpRequest request, int id) =>
        Say("Int", id, request.Method);

    [Function("IntAlpha")]
    public IResult IntAlpha(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ints/{name:alpha}")] HttpRequest request,
        string name) =>
        Say("IntAlpha", name, request.Method);

    [Function("Min")]
    public IResult Min(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "min/{id:int:min(5)}")] HttpRequest request,
        long id) =>
        Say("Min", id, request.Method);

    [Function("Guid")]
    public IResult Guid(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guids/{id:guid}")] HttpRequest request, Guid id) =>
        Say("Guid", id, request.Method);

    [Function("Regex")]
    public IResult Regex(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = @"regex/{id:regex(^\d{{3}}$)}")] HttpRequest request,
        string id) => Say("Regex", id, request.Method);

    [Function("Convert")]
    public IResult Convert(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "conv/{id}")] HttpRequest request, int id) =>
        Say("Convert", id, request.Method);

    [Function("ConvertBool")]
    public IResult ConvertBool(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "flags/{on}")] HttpRequest request, bool on) =>
        Say("ConvertBool", on, request.Method);

    [Function("Multi")]
    public IResult Multi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "multi/{a}-{b}.{ext}")] HttpRequest request,
        string a,
        string b,
        string ext) => Say("Multi", a, b, ext, request.Method);

    [Function("Deep")]
    public IResult Deep(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "deep/{a}/end")] HttpRequest request, string a) =>
        Say("Deep", a, request.Method);

    [Function("DeepLit")]
    public IResult DeepLit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "deep/known/{b}")] HttpRequest request, string b) =>
        Say("DeepLit", b, request.Method);

    [Function("DeepPost")]
    public IResult DeepPost(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "deep/{*path}")] HttpRequest request, string? path) =>
        Say("DeepPost", path, request.Method);

    [Function("VerbGet")]
    public IResult VerbGet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "verbs")] HttpRequest request) =>
        Say("VerbGet", request.Method);

    [Function("VerbPost")]
    public IResult VerbPost([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "verbs")] HttpRequest request) =>
        Say("VerbPost", request.Method);

    [Function("VerbPut")]
    public IResult VerbPut(
        [HttpTrigger(AuthorizationLevel.Anonymous, "PUT", "Patch", Route = "verbs")] HttpRequest request) =>
        Say("VerbPut", request.Method);

    [Function("Head")]
    public IResult Head(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "head")] HttpRequest request) =>
        Results.Text($"{request.Method}");

    [Function("AnyMethod")]
    public IResult AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous, Route = "any")] HttpRequest request) =>
        Say("AnyMethod", request.Method);

    [Function("Echo")]
    public static IResult Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "echo")] HttpRequest request) =>
        Results.Json(new
        {
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            Query = request.Query.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()),
            request.Scheme,
            Host = request.Host.Value,
            PathBase = request.PathBase.Value,
        });
}
