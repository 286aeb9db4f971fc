namespace Switchboard.Telephony;

/// <summary>Something that happened to a call. What the carrier says of it is kept as far as there is room.</summary>
/// <param name="Event">What happened.</param>
/// <param name="ConnectionId">The carrier's id of the call, where it is known.</param>
/// <param name="Code">ACS's result code, where there is one.</param>
/// <param name="SubCode">ACS's result sub-code, where there is one.</param>
/// <param name="Message">What an operator should read about it.</param>
/// <param name="Digits">The keys that were pressed.</param>
public sealed record CallOccurrence(
    CallEvent Event,
    string? ConnectionId = null,
    int? Code = null,
    int? SubCode = null,
    string? Message = null,
    string? Digits = null)
{
    private const int LongestMessage = 500;
    private const int LongestAnswer = 100;

    /// <summary>What an operator should read about it: the beginning of what the carrier said.</summary>
    public string? Message { get; } = Beginning(Message, LongestMessage);

    /// <summary>The keys that were pressed.</summary>
    public string? Digits { get; } = Beginning(Digits, LongestAnswer);

    private static string? Beginning(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}
