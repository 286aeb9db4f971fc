namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call, told by the id of its group call.</summary>
/// <param name="id">The id.</param>
public class GroupCallLocator(string id) : CallLocator(id, "groupCallLocator", "groupCallId")
{
    /// <inheritdoc/>
    public override bool Equals(CallLocator? other) => other is GroupCallLocator && other.Id == Id;
}
