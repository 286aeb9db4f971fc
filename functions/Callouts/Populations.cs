using System.Runtime.CompilerServices;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The callout populations.</summary>
public sealed class Populations(
    Tables tables,
    PartitionWriters writers,
    IdSequence ids,
    CalloutLedgers ledgers,
    Participations participations,
    TimeProvider clock)
{
    private readonly Collection<Callout> _callouts = Callouts.Collection(tables, writers);
    private readonly Collection<Population> _populations = new(writers, tables.CalloutPopulations, "populations");

    /// <summary>Creates a population of a callout.</summary>
    public async Task<Outcome<Population>> CreateAsync(
        Callout callout, PopulationChange wish, CancellationToken cancellation)
    {
        if (wish.Errors.Any)
            return wish.Errors;

        var now = clock.GetUtcNow();
        var population = new Population
        {
            Id = await ids.NextAsync("populations", cancellation),
            CalloutId = callout.Id,
            ContactFilterParams = Document.Write(wish.ContactFilterParams ?? []),
            Metadata = Document.Write(wish.Metadata?.Metadata ?? []),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _populations.AddAsync(population);
        if (await _callouts.FindAsync(callout.Id, cancellation) is not null)
            return population;

        await DeleteAsync(population.Id, cancellation);
        return Outcome<Population>.NotFound;
    }

    /// <summary>The population with this id, or null.</summary>
    public Task<Population?> FindAsync(long id, CancellationToken cancellation) => _populations.FindAsync(id, cancellation);

    /// <summary>The page of populations that a query asks for.</summary>
    public Task<ListPage<Population>> PageAsync(Query<Population> query, CancellationToken cancellation) =>
        _populations.PageAsync(query, cancellation);

    /// <summary>The populations in a state.</summary>
    public async IAsyncEnumerable<Population> ReadAsync(
        PopulationStatus status, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in _populations.IdsAsync(Population.StatusTerm(status), cancellation: cancellation))
        {
            if (await FindAsync(id, cancellation) is { } population)
                yield return population;
        }
    }

    /// <summary>Whether a callout has any population.</summary>
    public async Task<bool> AnyAsync(long calloutId, CancellationToken cancellation) =>
        await IdsAsync(calloutId, cancellation).AnyAsync(cancellation);

    /// <summary>The ids of the populations of a callout.</summary>
    public IAsyncEnumerable<long> IdsAsync(long calloutId, CancellationToken cancellation) =>
        _populations.IdsAsync(Population.CalloutTerm(calloutId), cancellation: cancellation);

    /// <summary>Updates a population.</summary>
    public Task<Outcome<Population>> UpdateAsync(long id, PopulationChange wish, CancellationToken cancellation) =>
        _populations.UpdateAsync(
            id,
            before => MetadataChange.Update(wish.Metadata, wish.Errors, before.Metadata, metadata => before with
            {
                ContactFilterParams = wish.ContactFilterParams is { } filter
                    ? Document.Write(filter)
                    : before.ContactFilterParams,
                Metadata = metadata,
                UpdatedAt = clock.GetUtcNow(),
            }),
            cancellation);

    /// <summary>Lets a user's event happen to a population; one that leads nowhere from where it stands is refused.</summary>
    public Task<Outcome<Population>> FireAsync(long id, string? happened, CancellationToken cancellation) =>
        _populations.UpdateAsync(
            id,
            before => PopulationTransitions.Next(before.Status, happened) is { } status
                ? before with { Status = status, Round = before.Round + 1, UpdatedAt = clock.GetUtcNow() }
                : ValidationErrors.Of("event", ValidationErrors.NotIncluded),
            cancellation);

    /// <summary>Records how far the work of bringing in contacts is, unless it was queued again since.</summary>
    public Task<Outcome<Population>> ReachAsync(Population population, PopulationStatus status, CancellationToken cancellation) =>
        _populations.UpdateAsync(
            population.Id,
            before => before.Round == population.Round ? before with { Status = status, UpdatedAt = clock.GetUtcNow() } : before,
            cancellation);

    /// <summary>Deletes a population, unless it has brought in anybody.</summary>
    public async Task<Outcome<Population>> DeleteAsync(long id, CancellationToken cancellation)
    {
        var outcome = await _populations.DeleteAsync(
            id,
            async population => await BroughtInBy(population).AnyAsync(cancellation)
                ? ValidationErrors.Of(
                    ValidationErrors.Base, "Cannot delete record because dependent callout participations exist")
                : null,
            cancellation);
        if (outcome is Outcome<Population>.Success { Value: var deleted })
        {
            // Whom it brought in between the look and the deletion, and nobody has called yet, go with it.
            await foreach (var participation in BroughtInBy(deleted).WithCancellation(cancellation))
                await participations.DeleteAsync(participation, cancellation);
        }

        return outcome;
    }

    private IAsyncEnumerable<long> BroughtInBy(Population population) =>
        ledgers.Participations(population.CalloutId).IdsAsync(Participation.PopulationTerm(population.Id));
}
