using System.Collections.Frozen;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Who is called again. As in Somleng SCFM, only calls that failed are repeated unless a callout says otherwise; unlike
/// there, not without end and not at once.
/// </summary>
/// <param name="Statuses">Whoever's last call ended so remains to be called.</param>
/// <param name="MaxAttempts">
/// How many times somebody is called at the most whose calls end busy, failed or not answered. Calls that were
/// cancelled, or that the carrier refused, are no fault of whom they were for: as in Somleng SCFM these are repeated
/// until <see cref="Cap"/>.
/// </param>
/// <param name="Delay">How long after a call the next one is made.</param>
public sealed record RetryRule(IReadOnlySet<CallStatus> Statuses, int MaxAttempts, TimeSpan Delay)
{
    /// <summary>How many times anybody is called at the most, whatever happens: Somleng SCFM's limit of 2024.</summary>
    public const int Cap = 10;

    /// <summary>The rule of callouts that say nothing.</summary>
    public static RetryRule Default { get; } =
        new(FrozenSet.Create(CallStatus.Failed), MaxAttempts: 3, Delay: TimeSpan.FromSeconds(60));

    /// <summary>Whether both have the same people called again.</summary>
    internal bool MeansTheSameAs(RetryRule other) => MaxAttempts == other.MaxAttempts && Statuses.SetEquals(other.Statuses);

    /// <summary>Whether it is called again after so many attempts.</summary>
    public bool Repeats(CallStatus result, int attempts) =>
        Statuses.Contains(result) && attempts < (result is CallStatus.Canceled or CallStatus.Errored ? Cap : MaxAttempts);
}
