using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>An HTTP function and the requests it answers.</summary>
internal sealed class HttpFunction
{
    private readonly TemplateMatcher _matcher;
    private readonly KeyValuePair<string, IRouteConstraint>[] _constraints;
    private readonly FrozenSet<string>? _methods;

    public HttpFunction(FunctionDescriptor function, IInlineConstraintResolver resolver)
    {
        Function = function;
        Trigger = (HttpTriggerAttribute)function.Trigger;
        Work = $"HTTP function {function.Name}";
        _methods = Trigger.Methods?.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _matcher = new TemplateMatcher(Template, Defaults(Template));
        _constraints = Constraints(function, Template, resolver).ToArray();
    }

    public FunctionDescriptor Function { get; }

    public HttpTriggerAttribute Trigger { get; }

    public RouteTemplate Template => Function.Route!;

    /// <summary>What the work tracker calls a run.</summary>
    public string Work { get; }

    /// <summary>The methods declared; null: all.</summary>
    public IReadOnlyCollection<string>? Methods => _methods;

    /// <summary>Whether it answers the request; on success the request has the route's values.</summary>
    public bool Matches(HttpContext http)
    {
        var request = http.Request;
        if (_methods is not null && !_methods.Contains(request.Method))
            return false;

        var values = new RouteValueDictionary();
        if (!_matcher.TryMatch(request.Path, values))
            return false;
        foreach (var (name, constraint) in _constraints)
        {
            if (!constraint.Match(http, route: null, name, values, RouteDirection.IncomingRequest))
                return false;
        }

        if (values.Count > 0)
            request.RouteValues = values;
        return true;
    }

    private static RouteValueDictionary Defaults(RouteTemplate template)
    {
        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters.Where(parameter => parameter.DefaultValue is not null))
            defaults.Add(parameter.Name!, parameter.DefaultValue);
        return defaults;
    }

    private static IDictionary<string, IRouteConstraint> Constraints(
        FunctionDescriptor function, RouteTemplate template, IInlineConstraintResolver resolver)
    {
        var constraints = new RouteConstraintBuilder(resolver, template.TemplateText!);
        try
        {
            foreach (var parameter in template.Parameters)
            {
                if (parameter.IsOptional)
                    constraints.SetOptional(parameter.Name!);
                foreach (var constraint in parameter.InlineConstraints!)
                    constraints.AddResolvedConstraint(parameter.Name!, constraint.Constraint);
            }

            return constraints.Build();
        }
        catch (Exception invalid)
            when (invalid is InvalidOperationException or RouteCreationException or ArgumentException)
        {
            throw RouteTemplates.Invalid(function.Name, template.TemplateText!, invalid.Message, invalid);
        }
    }
}
