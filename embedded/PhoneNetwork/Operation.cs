namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What the events of an operation say of it, and where they go instead of the call's own address.</summary>
internal sealed record Operation(string? Context, Uri? CallbackUri);
