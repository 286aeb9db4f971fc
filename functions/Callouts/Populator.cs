namespace Switchboard.Callouts;

/// <summary>
/// Brings the contacts that a population means into its callout, some at a time and by ascending id. Doing it again is
/// harmless: a contact takes part in a callout once.
/// </summary>
public sealed class Populator(Populations populations, Contacts contacts, Enrolment enrolment)
{
    private const int ContactsPerStep = 500;

    /// <summary>Takes one step.</summary>
    /// <returns>
    /// Where the next step starts; null when everybody is in, or the population is gone, or nobody has it queued, or somebody
    /// has queued it again: whoever was told to populate it late has nothing to do.
    /// </returns>
    public async Task<long?> StepAsync(PopulationProgress progress, CancellationToken cancellation)
    {
        if (await populations.FindAsync(progress.PopulationId, cancellation)
            is not { Status: PopulationStatus.Queued or PopulationStatus.Populating } population
            || population.Round != progress.Round)
            return null;
        if (population.Status == PopulationStatus.Queued)
            await populations.ReachAsync(population, PopulationStatus.Populating, cancellation);

        var filter = population.Filter();
        var step = await contacts.ReadAsync(filter, progress.FirstContactId, cancellation)
            .Take(ContactsPerStep)
            .ToListAsync(cancellation);
        await enrolment.BringInAsync(population, step, cancellation);
        if (step.Count == ContactsPerStep)
            return step[^1].Id + 1;

        await populations.ReachAsync(population, PopulationStatus.Populated, cancellation);
        return null;
    }
}
