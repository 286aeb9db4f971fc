using System.Reflection;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Durable.Entities;

/// <summary>Finds the method of an object that is an entity's operation.</summary>
internal static class EntityMethods
{
    private const BindingFlags Operations = BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase;

    /// <summary>The operation as a call, or null if the object has no such method.</summary>
    /// <exception cref="AmbiguousMatchException">There are several.</exception>
    public static Func<ValueTask<object?>>? Find(object target, TaskEntityOperation operation)
    {
        var method = target.GetType().GetMethod(operation.Name, Operations);

        // What every object and every entity has is not an operation.
        if (method is null || method.DeclaringType == typeof(object) || method.Name == nameof(ITaskEntity.RunAsync))
            return null;
        return () => FunctionCalls.Compile(method)(target, Arguments(method, operation));
    }

    private static object?[] Arguments(MethodInfo method, TaskEntityOperation operation)
    {
        var parameters = method.GetParameters();
        var inputs = parameters.Where(IsInput).ToArray();
        if (inputs.Length > 1)
        {
            throw new InvalidOperationException(
                $"Error binding parameter '{inputs[1].Name}' of entity operation '{operation}': an operation has one "
                + "input.");
        }

        return [.. parameters.Select(parameter => Argument(parameter, operation))];
    }

    private static bool IsInput(ParameterInfo parameter) =>
        parameter.ParameterType != typeof(TaskEntityContext) && parameter.ParameterType != typeof(TaskEntityOperation);

    private static object? Argument(ParameterInfo parameter, TaskEntityOperation operation)
    {
        if (parameter.ParameterType == typeof(TaskEntityContext))
            return operation.Context;
        if (parameter.ParameterType == typeof(TaskEntityOperation))
            return operation;
        if (operation.HasInput)
            return operation.GetInput(parameter.ParameterType);
        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException(
                $"Error binding parameter '{parameter.Name}' of entity operation '{operation}': it expects an input, "
                + "but there was none.");
    }
}
