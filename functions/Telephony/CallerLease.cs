namespace Switchboard.Telephony;

/// <summary>The right to place some calls.</summary>
/// <param name="Numbers">For each call, our number to make it from.</param>
/// <param name="Until">When the calls must have been placed.</param>
public sealed record CallerLease(IReadOnlyList<string> Numbers, DateTimeOffset Until);
