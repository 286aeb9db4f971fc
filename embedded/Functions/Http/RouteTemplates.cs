using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>Reads route templates and refuses those that the real host drops, hangs on or never reaches.</summary>
internal static class RouteTemplates
{
    public static RouteTemplate Parse(string function, HttpTriggerAttribute trigger, string prefix)
    {
        var route = trigger.Route ?? function;
        if (route.Trim('/').Length == 0)
            throw Invalid(function, route,
                "a function cannot have the root as its route; use '{*path}' in the last function by name");
        if (route.StartsWith('/') || route.StartsWith('~'))
            throw Invalid(function, route, "a route must not begin with '/' or '~'");
        if (trigger.Methods is [])
            throw Invalid(function, route, "a list of methods must not be empty");
        if (prefix.Length == 0
            && (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
                || route.Split('/')[0].Equals("runtime", StringComparison.OrdinalIgnoreCase)))
            throw Invalid(function, route, "routes that begin with 'admin' or 'runtime' belong to the host");

        try
        {
            return TemplateParser.Parse(prefix.Length == 0 ? route : $"{prefix}/{route}");
        }
        catch (Exception invalid) when (invalid is ArgumentException or RoutePatternException)
        {
            throw Invalid(function, route, invalid.Message, invalid);
        }
    }

    /// <summary>
    /// A text that is the same for two templates which match the same paths, whatever their parameters' names.
    /// </summary>
    public static string Shape(RouteTemplate template) => string.Join('/', template.Segments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part.IsParameter
            ? $"{{{(part.IsCatchAll ? "*" : "")}"
                + string.Concat(part.InlineConstraints!.Select(constraint => $":{constraint.Constraint}"))
                + $"{(part.IsOptional || part.DefaultValue is not null ? "?" : "")}}}"
            : part.Text!.ToUpperInvariant()))));

    public static FunctionsStartException Invalid(string function, string route, string why, Exception? inner = null) =>
        new($"Function '{function}' has the route '{route}': {why.TrimEnd('.')}.", inner);
}
