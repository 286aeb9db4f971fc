using System.Reflection;
using Switchboard.Embedded.Functions.Extensions.Abstractions;

namespace Switchboard.Embedded.Functions.Discovery;

/// <summary>
/// All functions of an application, in the order in which the host tries their routes: by name, ignoring case.
/// </summary>
internal sealed class FunctionCatalog
{
    private FunctionCatalog(IReadOnlyList<FunctionDescriptor> functions) => Functions = functions;

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    /// <summary>Reads the functions of these classes.</summary>
    /// <exception cref="FunctionsStartException">
    /// Something about them cannot work; the message names the function.
    /// </exception>
    public static FunctionCatalog Read(IEnumerable<Type> types, string routePrefix)
    {
        var functions = types
            .Where(type => type is { IsClass: true, ContainsGenericParameters: false })
            .SelectMany(type => type.GetMethods(All))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => Describe(found.Method, found.Attribute!.Name, routePrefix))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        for (var i = 1; i < functions.Length; i++)
        {
            if (string.Equals(functions[i - 1].Name, functions[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new FunctionsStartException(
                    $"Two functions are named '{functions[i].Name}': {functions[i - 1].Definition.EntryPoint} and "
                    + $"{functions[i].Definition.EntryPoint}.");
            }
        }

        return new FunctionCatalog(functions);
    }

    // An inherited method belongs to the class that declares it.
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static FunctionDescriptor Describe(MethodInfo method, string name, string routePrefix)
    {
        FunctionsStartException Invalid(string why) =>
            new($"Function '{name}' ({method.DeclaringType}.{method.Name}) {why}.");

        if (!ValidName(name))
            throw Invalid("needs a name of at most 127 letters, digits, '-' and '_', beginning with a letter");
        if (!method.IsPublic)
            throw Invalid("must be a public method");
        if (method.ContainsGenericParameters)
            throw Invalid("must not be generic");
        if (method.DeclaringType!.IsAbstract && !method.IsStatic)
            throw Invalid("belongs to an abstract class");
        if (method.ReturnType == typeof(void)
            && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
            throw Invalid("is async void, so nobody could wait for it; return Task");

        var triggers = method.GetParameters()
            .Select(parameter =>
                (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(found => found.Trigger is not null)
            .ToArray();
        if (triggers.Length != 1)
            throw Invalid(triggers.Length == 0 ? "has no trigger" : "has more than one trigger");
        if (method.GetCustomAttribute<OutputBindingAttribute>() is { } output)
            throw Invalid($"has an output binding: there is no [{output.GetType().Name}] in the embedded cloud");

        var (parameter, trigger) = triggers[0];
        var route = trigger is HttpTriggerAttribute http ? Http.RouteTemplates.Parse(name, http, routePrefix) : null;
        return new FunctionDescriptor(name, method, parameter, trigger!, route);
    }

    private static bool ValidName(string name) =>
        name.Length is > 0 and <= 127
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
