using System.Collections.Concurrent;
using System.Reflection;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// The names by which exception types are recorded: those of the real packages, so that code which looks at a name
/// meets the same one in both clouds.
/// </summary>
internal static class ErrorTypes
{
    private const string Embedded = "Switchboard.Embedded.Durable.";
    private const string Real = "Microsoft.DurableTask.";

    private static readonly ConcurrentDictionary<string, Type> Found = new();

    public static string NameOf(Type type)
    {
        var name = type.FullName ?? type.Name;
        return name.StartsWith(Embedded, StringComparison.Ordinal) ? Real + name[Embedded.Length..] : name;
    }

    /// <summary>The type of a recorded name, or null if no loaded assembly has it.</summary>
    public static Type? Find(string name, Assembly near)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (name.StartsWith(Real, StringComparison.Ordinal))
            name = Embedded + name[Real.Length..];
        if (near.GetType(name) is { } nearby)
            return nearby;
        if (Found.TryGetValue(name, out var known))
            return known;

        var type = Type.GetType(name) ?? AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(name))
            .FirstOrDefault(found => found is not null);
        return type is null ? null : Found.GetOrAdd(name, type);
    }
}
