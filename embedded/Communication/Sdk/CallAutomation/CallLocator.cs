using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call, told by something else than its connection's id.</summary>
public abstract class CallLocator : IEquatable<CallLocator>
{
    /// <summary>For those that there are.</summary>
    protected CallLocator()
    {
    }

    /// <summary>The id.</summary>
    public string Id { get; internal init; } = null!;

    /// <summary>What kind of id it is, on the wire.</summary>
    internal abstract object Wire { get; }

    /// <summary>Whether both tell the same call.</summary>
    public abstract bool Equals(CallLocator? other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is CallLocator other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
