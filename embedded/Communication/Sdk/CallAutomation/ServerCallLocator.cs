using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call, told by the id of its server call.</summary>
public class ServerCallLocator : CallLocator
{
    /// <summary>The call of that id.</summary>
    public ServerCallLocator(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    internal override object Wire => new { kind = "serverCallLocator", serverCallId = Id };

    /// <inheritdoc/>
    public override bool Equals(CallLocator? other) => other is ServerCallLocator && other.Id == Id;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Id;
}
