namespace Switchboard.Callouts;

/// <summary>About a call to one of these numbers: of one of the participations with them.</summary>
/// <param name="Msisdns">The numbers, in E.164.</param>
internal sealed record OfNumber(IReadOnlyList<string> Msisdns) : Resolved;
