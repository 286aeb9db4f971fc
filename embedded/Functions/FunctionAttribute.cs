namespace Switchboard.Embedded.Functions;

/// <summary>Makes a public method a function.</summary>
/// <param name="name">The function's name, unique in the application ignoring case.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
