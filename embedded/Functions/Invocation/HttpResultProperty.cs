using System.Linq.Expressions;
using System.Reflection;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>Finds the property marked with <see cref="HttpResultAttribute"/> in what a function returns.</summary>
internal static class HttpResultProperty
{
    public static Func<object, object?>? Of(MethodInfo method)
    {
        var property = FunctionCalls.ResultType(method.ReturnType)?.GetProperties()
            .FirstOrDefault(candidate => candidate.IsDefined(typeof(HttpResultAttribute)));
        if (property is null)
            return null;

        var result = Expression.Parameter(typeof(object));
        var type = property.DeclaringType!;
        return Expression.Lambda<Func<object, object?>>(
            Expression.Condition(
                Expression.TypeIs(result, type),
                Expression.Convert(Expression.Property(Expression.Convert(result, type), property), typeof(object)),
                Expression.Constant(null)),
            result).Compile();
    }
}
