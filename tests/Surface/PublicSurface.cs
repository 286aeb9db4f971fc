using System.Reflection;

namespace Switchboard.Tests.Surface;

/// <summary>Writes what users of an assembly can see in the words of <c>azure-api/*.txt</c>.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The types that another assembly can name, nested and protected ones included.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes().Where(IsVisible);

    /// <summary>Everything a type declares that its users or heirs can name, one text a member.</summary>
    /// <remarks>An override declares nothing: what it overrides can be called on the real type as well.</remarks>
    public static IEnumerable<string> MembersOf(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(c => IsVisible(c) && !c.IsStatic))
            yield return $".ctor({Parameters(constructor)})";

        foreach (var method in type.GetMethods(Declared).Where(m => IsVisible(m) && !IsAccessor(m) && !IsOverride(m)))
            yield return $"{method.Name}{Generics(method)}({Parameters(method)}) : {Name(method.ReturnType)}";

        foreach (var property in type.GetProperties(Declared))
        {
            MethodInfo?[] accessors = [property.GetMethod, property.SetMethod];
            var visible = accessors.OfType<MethodInfo>().Where(a => IsVisible(a) && !IsOverride(a)).ToList();
            if (visible.Count > 0)
            {
                var words = visible.Select(accessor => accessor == property.GetMethod ? "get;" : "set;");
                yield return $"{property.Name} {{ {string.Join(' ', words)} }} : {Name(property.PropertyType)}";
            }
        }

        foreach (var @event in type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsVisible(add)))
            yield return $"event {@event.Name} : {Name(@event.EventHandlerType!)}";

        foreach (var field in type.GetFields(Declared).Where(f => IsVisible(f) && !f.IsSpecialName))
            yield return $"{field.Name} : {Name(field.FieldType)}";
    }

    /// <summary>A type's short name: <c>Nullable&lt;Int32&gt;</c>, <c>Outer.Inner</c>, <c>Byte[]</c>.</summary>
    public static string Name(Type type)
    {
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter)
            return type.Name;

        var name = type.Name.Split('`')[0];
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var arguments = type.GetGenericArguments().Skip(inherited).Select(Name).ToList();
        if (arguments.Count > 0)
            name += $"<{string.Join(", ", arguments)}>";
        return type.DeclaringType is { } outer ? $"{Name(outer)}.{name}" : name;
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
            $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = default" : "")}"));

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_");

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) => type.DeclaringType is { } outer
        ? IsVisible(outer) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
        : type.IsPublic;
}
