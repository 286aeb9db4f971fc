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
        return Expression.Lambda<Func<object, object?>>(
            Expression.Convert(
                Expression.Property(Expression.Convert(result, property.DeclaringType!), property), typeof(object)),
            result).Compile();
    }
}
