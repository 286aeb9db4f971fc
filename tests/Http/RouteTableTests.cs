using Switchboard.Http;

namespace Switchboard.Tests.Http;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = new(
    [
        new RouteEntry("ListContacts", ["get", "head"], "api/contacts"),
        new RouteEntry("CreateContact", ["Post"], "api/contacts"),
        new RouteEntry("DeleteContact", ["delete"], "api/contacts/{id}"),
        new RouteEntry("UpdateContact", ["put", "patch"], "api/contacts/{id}"),
        new RouteEntry("GetContact", ["get", "head"], "api/contacts/{id}"),
        new RouteEntry("Numbers", ["get"], "numbers/{id:int}"),
    ]);

    [Theory]
    [InlineData("/api/contacts", "GET, HEAD, POST")]
    [InlineData("/API/Contacts/", "GET, HEAD, POST")]
    [InlineData("/api/contacts/x", "GET, HEAD, PUT, PATCH, DELETE")]
    [InlineData("/api/contacts/a%2Fb", "GET, HEAD, PUT, PATCH, DELETE")]
    [InlineData("/api/contacts/1/2", "")]
    [InlineData("/api", "")]
    [InlineData("/", "")]
    [InlineData("", "")]
    [InlineData("/numbers/5", "GET")]
    [InlineData("/numbers/five", "")]
    public void A_path_has_the_methods_of_all_its_functions(string path, string methods) =>
        Assert.Equal(methods, string.Join(", ", Table.Methods(path)));

    [Fact]
    public void An_unknown_constraint_is_named() => Assert.Contains(
        "odd", Assert.Throws<InvalidOperationException>(() => new RouteEntry("F", [], "x/{id:odd}")).Message);

    [Fact]
    public void The_applications_functions_are_found_without_the_fallback()
    {
        var routes = new RouteTable(typeof(ZFallback).Assembly.GetTypes()).Routes;
        Assert.Contains(routes, route => route is { Function: "GetHealth", Template: "healthz" });
        Assert.DoesNotContain(routes, route => route.Function == ZFallback.Name);
    }
}
