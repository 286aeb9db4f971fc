using System.Collections.Frozen;

namespace Switchboard.Http;

/// <summary>Finds the family of a function or of a path.</summary>
public sealed class RouteFamilies
{
    private readonly (PathString Root, RouteFamily Family)[] _roots;
    private readonly FrozenDictionary<string, RouteFamily> _functions;

    /// <summary>Sorts the application's functions into its families.</summary>
    public RouteFamilies(IEnumerable<RouteFamily> families, RouteTable routes)
    {
        _roots = [.. families
            .SelectMany(family => family.Roots.Select(root => (root, family)))
            .OrderByDescending(entry => entry.root.Value?.Length ?? 0)];
        _functions = routes.Routes.ToFrozenDictionary(
            route => route.Function, route => Of(new PathString("/" + route.Template)));
    }

    /// <summary>The family that a path belongs to.</summary>
    public RouteFamily Of(PathString path) => _roots.First(entry => path.StartsWithSegments(entry.Root)).Family;

    /// <summary>
    /// The family of a function: that of its route, so that no spelling of a path leads around its authentication.
    /// A function without a route of its own belongs to the path that was asked for.
    /// </summary>
    public RouteFamily Of(string function, PathString path) =>
        _functions.TryGetValue(function, out var family) ? family : Of(path);
}
