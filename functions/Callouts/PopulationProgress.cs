namespace Switchboard.Callouts;

/// <summary>How far a population is.</summary>
/// <param name="PopulationId">The population.</param>
/// <param name="CalloutId">Its callout.</param>
/// <param name="FirstContactId">Contacts from this id on are still to be looked at.</param>
/// <param name="Round">The time that it was queued for; see <see cref="Population.Round"/>.</param>
public sealed record PopulationProgress(long PopulationId, long CalloutId, long FirstContactId, int Round);
