using System.Reflection;

namespace Switchboard.Tests.Architecture;

/// <summary>The compiled application, and what may be asked of it.</summary>
internal static class Application
{
    public static IReadOnlyList<Type> Types { get; } = Assembly.Load("Switchboard").GetTypes();

    /// <summary>A type with those inside it, the compiler's own (lambdas, iterators, async methods) included.</summary>
    public static IEnumerable<Type> WithNested(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(WithNested).Prepend(type);
}
