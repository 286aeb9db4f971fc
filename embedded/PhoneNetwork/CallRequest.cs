namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What the network is asked to dial.</summary>
internal sealed record CallRequest(
    string To,
    string From,
    string? DisplayName,
    Uri CallbackUri,
    string? OperationContext,
    string? RepeatabilityRequestId,
    bool HasSpeech);
