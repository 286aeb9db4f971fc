namespace Switchboard.Callouts;

/// <summary>How many calls may be begun now.</summary>
/// <param name="Calls">How many.</param>
/// <param name="Row">What it was concluded from; null: there is no limit.</param>
public sealed record PaceAllowance(int Calls, PaceRow? Row);
