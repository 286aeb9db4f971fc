using System.Globalization;
using System.Reflection;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>Parameters that the route fills.</summary>
internal static class RouteValue
{
    public static ParameterBinder Binder(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var convert = Converter(parameter.ParameterType);
        var absent = Absent(parameter);
        return invocation => new(
            invocation.Http!.Request.RouteValues.TryGetValue(name, out var value) && value is not null
                ? convert(invocation, Convert.ToString(value, CultureInfo.InvariantCulture)!)
                : absent());
    }

    // Numbers and the like are read as JSON, so that 05 passes an int constraint and fails here: as on Azure.
    private static Func<FunctionInvocation, string, object?> Converter(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(object))
            return static (_, text) => text;
        if (target == typeof(Guid))
            return static (_, text) => Guid.Parse(text);
        if (target == typeof(DateTime))
            return static (_, text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
        if (target == typeof(DateTimeOffset))
            return static (_, text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        return (invocation, text) => WorkerJson.Read(invocation, text, type);
    }

    private static Func<object?> Absent(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
        {
            var value = parameter.DefaultValue;
            return () => value;
        }

        if (parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            return () => throw new InvalidOperationException(
                $"The request has no value for parameter '{parameter.Name}' ({parameter.ParameterType.Name}).");
        return static () => null;
    }
}
