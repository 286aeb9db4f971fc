using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call, told by the id of its group call.</summary>
public class GroupCallLocator : CallLocator
{
    /// <summary>The call of that id.</summary>
    public GroupCallLocator(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    internal override object Wire => new { kind = "groupCallLocator", groupCallId = Id };

    /// <inheritdoc/>
    public override bool Equals(CallLocator? other) => other is GroupCallLocator && other.Id == Id;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Id;
}
