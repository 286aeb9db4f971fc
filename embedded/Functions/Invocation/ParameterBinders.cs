using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Extensions.Abstractions;
using Switchboard.Embedded.Functions.Hosting;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>Finds the value of one parameter.</summary>
internal delegate ValueTask<object?> ParameterBinder(FunctionInvocation invocation);

/// <summary>Decides, once, where each parameter's value comes from. Services are not parameters, as on Azure.</summary>
internal sealed class ParameterBinders(
    string function, ParameterInfo triggerParameter, TriggerBindingAttribute trigger, RouteTemplate? route)
{
    public ParameterBinder[] For(MethodInfo method) => method.GetParameters().Select(For).ToArray();

    private ParameterBinder For(ParameterInfo parameter)
    {
        if (parameter.ParameterType.IsByRef)
            throw Unbindable(parameter, "it is passed by reference");
        if (parameter == triggerParameter)
            return Trigger(parameter);
        if (parameter.GetCustomAttribute<BindingAttribute>() is { } binding)
            return Input(parameter, binding);
        if (parameter.IsDefined(typeof(FromBodyAttribute)))
            return Body(parameter);
        if (parameter.ParameterType == typeof(FunctionContext))
            return static invocation => new(invocation);
        if (parameter.ParameterType == typeof(CancellationToken))
            return static invocation => new(invocation.CancellationToken);

        return trigger switch
        {
            HttpTriggerAttribute when RequestBinder(parameter) is { } request => request,
            HttpTriggerAttribute when RouteParameter(parameter) is not null => RouteValue.Binder(parameter),
            HttpTriggerAttribute =>
                throw Unbindable(parameter, $"the route '{route!.TemplateText}' has no such parameter"),
            ActivityTriggerAttribute when IsInstanceId(parameter) => InstanceId,
            OrchestrationTriggerAttribute => OrchestrationInput(parameter),
            _ => throw Unbindable(parameter, "nothing says what to bind it to"),
        };
    }

    private ParameterBinder Trigger(ParameterInfo parameter) => trigger switch
    {
        HttpTriggerAttribute => RequestBinder(parameter)
            ?? throw Unbindable(parameter, "an HTTP trigger gives an HttpRequest or an HttpRequestData"),
        TimerTriggerAttribute when parameter.ParameterType == typeof(TimerInfo) => TriggerObject,
        TimerTriggerAttribute => throw Unbindable(parameter, "a timer trigger gives a TimerInfo"),
        OrchestrationTriggerAttribute when parameter.ParameterType == typeof(TaskOrchestrationContext) => TriggerObject,
        OrchestrationTriggerAttribute =>
            throw Unbindable(parameter, "an orchestration trigger gives a TaskOrchestrationContext"),
        ActivityTriggerAttribute => ActivityInput(parameter),
        EntityTriggerAttribute when parameter.ParameterType == typeof(TaskEntityDispatcher) =>
            static invocation => new(
                new TaskEntityDispatcher((EntityBatch)invocation.Trigger!, invocation.InstanceServices)),
        EntityTriggerAttribute => throw Unbindable(parameter, "an entity trigger gives a TaskEntityDispatcher"),
        _ => throw Unbindable(parameter, $"there is no [{trigger.GetType().Name}] in the embedded cloud"),
    };

    private ParameterBinder Input(ParameterInfo parameter, BindingAttribute binding) => binding switch
    {
        DurableClientAttribute when parameter.ParameterType != typeof(DurableTaskClient) =>
            throw Unbindable(parameter, "[DurableClient] gives a DurableTaskClient"),
        DurableClientAttribute { TaskHub.Length: > 0 } or DurableClientAttribute { ConnectionName.Length: > 0 } =>
            throw Unbindable(parameter, "the embedded cloud has one task hub; leave TaskHub and ConnectionName out"),
        DurableClientAttribute => static invocation =>
            new(invocation.InstanceServices.GetRequiredService<DurableBinding>().Client),
        TriggerBindingAttribute => throw Unbindable(parameter, "a function has one trigger"),
        _ => throw Unbindable(parameter, $"there is no [{binding.GetType().Name}] in the embedded cloud"),
    };

    private ParameterBinder Body(ParameterInfo parameter) => trigger is HttpTriggerAttribute
        ? RequestBody.Binder(parameter)
        : throw Unbindable(parameter, "[FromBody] needs an HTTP trigger");

    private ParameterBinder OrchestrationInput(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsInterface || type.IsAbstract)
            throw Unbindable(parameter, "it is taken for the orchestration's input and cannot be read from JSON");

        var context = Expression.Parameter(typeof(object));
        var input = Expression.Call(
            Expression.Convert(context, typeof(TaskOrchestrationContext)), nameof(TaskOrchestrationContext.GetInput),
            [type]);
        var read = Expression.Lambda<Func<object, object?>>(
            Expression.Convert(input, typeof(object)), context).Compile();
        return invocation => new(read(invocation.Trigger!));
    }

    private static ParameterBinder ActivityInput(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var missing = type.IsValueType ? Activator.CreateInstance(type) : null;
        return invocation => new(((ActivityCall)invocation.Trigger!).Input is { } json
            ? WorkerJson.Read(invocation, json, type) ?? missing
            : missing);
    }

    private TemplatePart? RouteParameter(ParameterInfo parameter) => route!.Parameters.FirstOrDefault(part =>
        string.Equals(part.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private FunctionsStartException Unbindable(ParameterInfo parameter, string why) =>
        new($"Function '{function}': parameter '{parameter.Name}' ({parameter.ParameterType.Name}) cannot be bound: "
            + $"{why}.");

    private static bool IsInstanceId(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string)
        && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase);

    private static ParameterBinder? RequestBinder(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest) ? static invocation => new(invocation.Http!.Request)
        : parameter.ParameterType == typeof(HttpRequestData) ? static invocation => new(invocation.RequestData)
        : null;

    private static ValueTask<object?> TriggerObject(FunctionInvocation invocation) => new(invocation.Trigger);

    private static ValueTask<object?> InstanceId(FunctionInvocation invocation) =>
        new(((ActivityCall)invocation.Trigger!).InstanceId);
}
