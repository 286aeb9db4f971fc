using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Who is called again. As in Somleng SCFM, only calls that failed are repeated; unlike there, not without end
/// and not at once.
/// </summary>
public static class RetryRule
{
    /// <summary>How many times a participation is called at the most.</summary>
    public const int MaxAttempts = 3;

    /// <summary>How long after a failed call the next one is made.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(60);

    /// <summary>Whether a participation whose last call ended so remains to be called.</summary>
    public static bool Remains(CallStatus result) => result == CallStatus.Failed;
}
