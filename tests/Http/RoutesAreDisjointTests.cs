using Switchboard.Http;

namespace Switchboard.Tests.Http;

/// <summary>
/// The host takes the first function in alphabetical order that matches a request, so no two may: what a path means
/// must not depend on how functions are called.
/// </summary>
public sealed class RoutesAreDisjointTests
{
    private static readonly RouteTable Application = new(typeof(ZFallback).Assembly.GetTypes());

    [Fact]
    public void No_two_functions_of_the_application_can_match_one_request() => Assert.Empty(Conflicts(Application));

    [Fact]
    public void A_planted_conflict_is_found() => Assert.Equal(
        ["Planted: get {any} / GetHealth: get, head healthz"],
        Conflicts(new RouteTable([.. Application.Routes.Where(route => route.Function == "GetHealth"),
            new RouteEntry("Planted", ["get"], "{any}")])));

    [Theory]
    [InlineData("items/{id}", "items/special", true)]
    [InlineData("items/{id}", "ITEMS/{name}", true)]
    [InlineData("items/{id}", "items/{id}/parts", false)]
    [InlineData("items/{id}", "things/{id}", false)]
    [InlineData("items/{id:int}", "items/special", false)]
    [InlineData("items/{id:int}", "items/7", true)]
    [InlineData("items/{id:int}", "items/{name:alpha}", false)]
    [InlineData("items/{id:int}", "items/{id:min(5)}", true)]
    [InlineData("items/{id:int}", "items/{name}", true)]
    [InlineData("items/{id?}", "items", true)]
    [InlineData("items/{id=1}", "items", true)]
    [InlineData("items/{id}", "items", false)]
    [InlineData("{*path}", "items/{id}", true)]
    [InlineData("files/{*path}", "files/a/b/c", true)]
    [InlineData("files/{*path}", "files", true)]
    [InlineData("files/{*path}", "items/a", false)]
    [InlineData("items/{name}.csv", "items/{id}", true)]
    [InlineData("items/{name}.csv", "items/{id:int}", false)]
    [InlineData("items/{id}/a", "items/{id}/b", false)]
    [InlineData("items/{id}/{part}", "items/{id}/b", true)]
    [InlineData("{a}/b", "a/{b}", true)]
    public void Overlaps_are_told_from_their_templates(string one, string other, bool overlap)
    {
        var (a, b) = (new RouteEntry("A", ["get"], one), new RouteEntry("B", ["GET", "head"], other));
        Assert.Equal(overlap, RouteOverlap.Exists(a, b));
        Assert.Equal(overlap, RouteOverlap.Exists(b, a));
    }

    [Fact]
    public void Methods_tell_routes_apart_unless_a_function_takes_all()
    {
        var (get, post, any) = (new RouteEntry("A", ["get"], "x"), new RouteEntry("B", ["post"], "x"),
            new RouteEntry("C", [], "x"));
        Assert.False(RouteOverlap.Exists(get, post));
        Assert.True(RouteOverlap.Exists(get, any));
    }

    [Fact]
    public void Every_function_that_answers_GET_answers_HEAD() => Assert.All(
        Application.Routes.Where(route => route.Methods.Contains("GET")),
        route => Assert.Contains("HEAD", route.Methods));

    [Fact]
    public void Every_function_says_its_methods_and_its_name_is_its_own()
    {
        Assert.All(Application.Routes, route => Assert.NotEmpty(route.Methods));
        Assert.Distinct(Application.Routes.Select(route => route.Function.ToUpperInvariant()));
        Assert.All(Application.Routes, route => Assert.True(
            string.Compare(route.Function, "ZFallback", StringComparison.OrdinalIgnoreCase) < 0, route.Function));
    }

    private static IEnumerable<string> Conflicts(RouteTable table) =>
        from one in table.Routes
        from other in table.Routes
        where string.CompareOrdinal(one.Function, other.Function) > 0 && RouteOverlap.Exists(one, other)
        select $"{Describe(one)} / {Describe(other)}";

    private static string Describe(RouteEntry route) =>
        $"{route.Function}: {string.Join(", ", route.Methods).ToLowerInvariant()} {route.Template}";
}
