using System.Linq.Expressions;
using System.Reflection;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>A function's method; <paramref name="instance"/> is null for a static one.</summary>
internal delegate ValueTask<object?> FunctionCall(object? instance, object?[] arguments);

/// <summary>Compiles methods, once, into delegates that await whatever the method returns.</summary>
internal static class FunctionCalls
{
    public static FunctionCall Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        return Expression.Lambda<FunctionCall>(Awaited(call, method.ReturnType), instance, arguments).Compile();
    }

    /// <summary>What is left of a method's return type after awaiting it; null: nothing.</summary>
    public static Type? ResultType(Type returned)
    {
        if (returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask))
            return null;
        return IsGeneric(returned, typeof(Task<>)) || IsGeneric(returned, typeof(ValueTask<>))
            ? returned.GetGenericArguments()[0]
            : returned;
    }

    private static Expression Awaited(Expression call, Type returned)
    {
        if (returned == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return Expression.Call(typeof(FunctionCalls), nameof(AwaitAsync), null, call);
        if (IsGeneric(returned, typeof(Task<>)) || IsGeneric(returned, typeof(ValueTask<>)))
            return Expression.Call(
                typeof(FunctionCalls), nameof(AwaitAsync), [returned.GetGenericArguments()[0]], call);
        return Expression.New(
            typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static async ValueTask<object?> AwaitAsync(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> AwaitAsync(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> AwaitAsync<T>(Task<T> task) => await task;

    private static async ValueTask<object?> AwaitAsync<T>(ValueTask<T> task) => await task;
}
