namespace Switchboard.Telephony;

/// <summary>How many calls a holder may have in flight from a number: an upper bound of what it has.</summary>
/// <param name="Calls">How many.</param>
/// <param name="Until">
/// Until when it may have placed calls. Afterwards it has no more than its ledger says, and whoever is short takes the rest.
/// </param>
internal readonly record struct CallerShare(int Calls, DateTimeOffset Until);
