namespace Switchboard.Embedded.Functions;

/// <summary>What the host and middleware attach to an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Attaches a feature, in place of an earlier one of the type.</summary>
    void Set<T>(T instance);

    /// <summary>The feature of the type, or null.</summary>
    T? Get<T>();
}
