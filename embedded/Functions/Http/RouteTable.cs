using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// Finds the function for a request as the real host does: the first by name, ignoring case, whose route and method
/// match. A literal takes no precedence over a parameter.
/// </summary>
internal sealed class RouteTable
{
    private readonly RouteBranch _root;

    public RouteTable(FunctionCatalog catalog)
    {
        var options = new RouteOptions();
        options.SetParameterPolicy<RegexInlineRouteConstraint>("regex");
        var resolver = new DefaultInlineConstraintResolver(
            Options.Create(options), new ServiceCollection().BuildServiceProvider());
        Functions = catalog.Functions
            .Where(function => function.Trigger is HttpTriggerAttribute)
            .Select(function => new HttpFunction(function, resolver))
            .ToArray();
        RefuseUnreachable(Functions);

        _root = new RouteBranch(Functions, depth: 0);
    }

    /// <summary>The HTTP functions in the order in which they are tried.</summary>
    public IReadOnlyList<HttpFunction> Functions { get; }

    /// <summary>The function for the request, or null.</summary>
    public HttpFunction? Match(HttpContext http)
    {
        var path = http.Request.Path.Value.AsSpan();
        foreach (var function in _root.Candidates(path.StartsWith('/') ? path[1..] : path))
        {
            if (function.Matches(http))
                return function;
        }

        return null;
    }

    private static void RefuseUnreachable(IReadOnlyList<HttpFunction> functions)
    {
        foreach (var alike in functions.GroupBy(function => RouteTemplates.Shape(function.Template)))
        {
            var earlier = new List<HttpFunction>();
            foreach (var function in alike)
            {
                if (earlier.FirstOrDefault(other => Overlap(other, function)) is { } first)
                {
                    throw RouteTemplates.Invalid(
                        function.Function.Name,
                        function.Template.TemplateText!,
                        $"function '{first.Function.Name}' already answers {Shared(first, function)} there");
                }

                earlier.Add(function);
            }
        }
    }

    private static bool Overlap(HttpFunction one, HttpFunction other) =>
        one.Methods is null || other.Methods is null || one.Methods.Intersect(other.Methods, IgnoreCase).Any();

    private static string Shared(HttpFunction one, HttpFunction other) => (one.Methods, other.Methods) switch
    {
        (null, null) => "every method",
        (null, { } methods) => string.Join(", ", methods),
        ({ } methods, null) => string.Join(", ", methods),
        ({ } methods, { } others) => string.Join(", ", methods.Intersect(others, IgnoreCase)),
    };

    private static readonly StringComparer IgnoreCase = StringComparer.OrdinalIgnoreCase;
}
