using System.Collections.Immutable;

namespace Switchboard.Embedded.Functions;

/// <summary>A function as the host found it.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The parameters that are bound, in order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>The assembly's file.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The method: <c>Namespace.Class.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Identifies the function from one start to the next.</summary>
    public abstract string Id { get; }

    /// <summary>The function's name.</summary>
    public abstract string Name { get; }

    /// <summary>Triggers and inputs, by parameter.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>Outputs, by name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}

/// <summary>A binding of a function.</summary>
public abstract class BindingMetadata
{
    /// <summary>The parameter, or <c>$return</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of binding, such as <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether it feeds the function or is fed by it.</summary>
    public abstract BindingDirection Direction { get; }
}

/// <summary>Whether a binding feeds the function or is fed by it.</summary>
public enum BindingDirection
{
    /// <summary>Feeds the function.</summary>
    In,

    /// <summary>Is fed by the function.</summary>
    Out,
}

/// <summary>A parameter of a function.</summary>
public sealed class FunctionParameter
{
    /// <summary>A parameter without a default value.</summary>
    public FunctionParameter(string name, Type type)
        : this(name, type, hasDefaultValue: false, defaultValue: null)
    {
    }

    /// <summary>A parameter.</summary>
    public FunctionParameter(string name, Type type, bool hasDefaultValue, object? defaultValue)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        Name = name;
        Type = type;
        HasDefaultValue = hasDefaultValue;
        DefaultValue = defaultValue;
    }

    /// <summary>The parameter's name.</summary>
    public string Name { get; }

    /// <summary>The parameter's type.</summary>
    public Type Type { get; }

    /// <summary>Whether it has a default value.</summary>
    public bool HasDefaultValue { get; }

    /// <summary>The default value.</summary>
    public object? DefaultValue { get; }
}
