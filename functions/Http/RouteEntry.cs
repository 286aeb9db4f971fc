using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Switchboard.Http;

/// <summary>One function's route, matched as the host matches it.</summary>
public sealed class RouteEntry
{
    private static readonly IInlineConstraintResolver Resolver = new ServiceCollection().AddRouting()
        .BuildServiceProvider().GetRequiredService<IInlineConstraintResolver>();

    private readonly TemplateMatcher _matcher;

    /// <summary>A route.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="methods">Its methods, in any case; none for all.</param>
    /// <param name="template">Its route template.</param>
    public RouteEntry(string function, IEnumerable<string> methods, string template)
    {
        Function = function;
        Methods = [.. methods.Select(method => method.ToUpperInvariant())];
        Template = template;
        Parsed = TemplateParser.Parse(template);
        Constraints = Parsed.Parameters.ToDictionary(
            parameter => parameter.Name!,
            parameter => parameter.InlineConstraints.Select(inline => Resolve(function, inline.Constraint)).ToArray());
        var defaults = new RouteValueDictionary();
        foreach (var parameter in Parsed.Parameters.Where(parameter => parameter.DefaultValue is not null))
            defaults[parameter.Name!] = parameter.DefaultValue;
        _matcher = new TemplateMatcher(Parsed, defaults);
    }

    /// <summary>The function's name.</summary>
    public string Function { get; }

    /// <summary>The methods, in upper case; none for all.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>The route template, without a leading slash.</summary>
    public string Template { get; }

    internal RouteTemplate Parsed { get; }

    internal IReadOnlyDictionary<string, IRouteConstraint[]> Constraints { get; }

    /// <summary>Whether a path, of any method, reaches the function.</summary>
    public bool Matches(PathString path)
    {
        var values = new RouteValueDictionary();
        return path.HasValue && _matcher.TryMatch(path, values) && values.All(value => Accepts(value.Key, values));
    }

    /// <summary>Whether a parameter's constraints accept the value that <paramref name="values"/> has for it.</summary>
    internal bool Accepts(string parameter, RouteValueDictionary values) =>
        !Constraints.TryGetValue(parameter, out var constraints) || values[parameter] is null
        || constraints.All(constraint =>
            constraint.Match(null, null, parameter, values, RouteDirection.IncomingRequest));

    private static IRouteConstraint Resolve(string function, string constraint) =>
        Resolver.ResolveConstraint(constraint)
        ?? throw new InvalidOperationException($"Function {function} has an unknown route constraint: {constraint}");
}
