namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Someone on the line, the application aside: a number, or the id of a user of the resource.</summary>
internal sealed record CallParty(string Who, bool IsMuted = false, bool IsOnHold = false);
