using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call, told by something else than its connection's id.</summary>
public abstract class CallLocator : IEquatable<CallLocator>
{
    /// <summary>For those that there are.</summary>
    protected CallLocator()
    {
    }

    private protected CallLocator(string id, string kind, string idName)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
        Wire = new Dictionary<string, string> { ["kind"] = kind, [idName] = id };
    }

    /// <summary>The id.</summary>
    public string Id { get; } = null!;

    /// <summary>What kind of id it is, on the wire.</summary>
    internal object Wire { get; } = null!;

    /// <summary>Whether both tell the same call.</summary>
    public abstract bool Equals(CallLocator? other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is CallLocator other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
