using System.Reflection;

namespace Switchboard.Http;

/// <summary>
/// The HTTP routes of an application, read from its attributes: the host tells nobody, neither the client (it has no
/// 405) nor the functions.
/// </summary>
public sealed class RouteTable
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Reads the routes of the functions that classes declare; <see cref="ZFallback"/> itself is none.</summary>
    public RouteTable(IEnumerable<Type> functionClasses) : this(
        from type in functionClasses
        from method in type.GetMethods(Declared)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null && function.Name != ZFallback.Name
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select new RouteEntry(function.Name, trigger.Methods ?? [], trigger.Route ?? function.Name))
    {
    }

    /// <summary>A table of these routes.</summary>
    public RouteTable(IEnumerable<RouteEntry> routes) =>
        Routes = [.. routes.OrderBy(route => route.Function, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The routes by function name, the order in which the host tries them.</summary>
    public IReadOnlyList<RouteEntry> Routes { get; }

    /// <summary>The methods that a path has, by any function; none if no route matches it.</summary>
    public IReadOnlyList<string> Methods(PathString path) =>
    [
        .. Routes.Where(route => route.Matches(path)).SelectMany(route => route.Methods)
            .Distinct().OrderBy(Rank).ThenBy(method => method, StringComparer.Ordinal),
    ];

    private static int Rank(string method) =>
        Array.IndexOf(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"], method) is var rank and >= 0 ? rank : 99;
}
