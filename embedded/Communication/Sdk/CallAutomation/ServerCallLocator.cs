namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call, told by the id of its server call.</summary>
/// <param name="id">The id.</param>
public class ServerCallLocator(string id) : CallLocator(id, "serverCallLocator", "serverCallId")
{
    /// <inheritdoc/>
    public override bool Equals(CallLocator? other) => other is ServerCallLocator && other.Id == Id;
}
