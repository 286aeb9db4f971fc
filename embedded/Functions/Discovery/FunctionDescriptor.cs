using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions.Extensions.Abstractions;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Discovery;

/// <summary>A function, ready to be called: nothing of it is looked up again when it runs.</summary>
internal sealed class FunctionDescriptor
{
    private readonly FunctionCall _call;
    private readonly ParameterBinder[] _binders;
    private readonly ObjectFactory? _create;

    public FunctionDescriptor(
        string name,
        MethodInfo method,
        ParameterInfo triggerParameter,
        TriggerBindingAttribute trigger,
        RouteTemplate? route)
    {
        Name = name;
        Trigger = trigger;
        Route = route;
        Definition = new DiscoveredDefinition(name, method, triggerParameter, trigger);
        HttpResult = HttpResultProperty.Of(method);
        _call = FunctionCalls.Compile(method);
        _binders = new ParameterBinders(name, triggerParameter, trigger, route).For(method);
        _create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
    }

    public string Name { get; }

    public TriggerBindingAttribute Trigger { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>The route of an HTTP function, route prefix included.</summary>
    public RouteTemplate? Route { get; }

    /// <summary>Takes the HTTP response out of what the function returned, where a property is marked for it.</summary>
    public Func<object, object?>? HttpResult { get; }

    /// <summary>
    /// Binds the parameters, makes the class and calls the method; the result stays in the invocation.
    /// </summary>
    public async Task CallAsync(FunctionInvocation invocation)
    {
        var arguments = _binders.Length == 0 ? [] : new object?[_binders.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await _binders[i](invocation);

        // Never disposed, as on Azure; what the container made for it is, with the scope.
        var instance = _create?.Invoke(invocation.InstanceServices, null);
        invocation.Result = await _call(instance, arguments);
    }
}
