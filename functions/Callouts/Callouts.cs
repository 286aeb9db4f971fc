using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The callouts.</summary>
public sealed class Callouts(
    Tables tables,
    PartitionWriters writers,
    IdSequence ids,
    CalloutLedgers ledgers,
    Populations populations,
    Participations participations,
    TimeProvider clock)
{
    private readonly Collection<Callout> _callouts = Collection(tables, writers);

    /// <summary>Creates a callout.</summary>
    public async Task<Outcome<Callout>> CreateAsync(CalloutChange wish, CancellationToken cancellation)
    {
        var settings = wish.SettingsAfter("{}", wish.Errors);
        if (wish.Errors.Any)
            return wish.Errors;

        var now = clock.GetUtcNow();
        var callout = new Callout
        {
            Id = await ids.NextAsync("callouts", cancellation),
            Metadata = Document.Write(wish.Metadata?.Metadata ?? []),
            Settings = settings,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await _callouts.AddAsync(callout);
        return callout;
    }

    /// <summary>The callout with this id, or null.</summary>
    public Task<Callout?> FindAsync(long id, CancellationToken cancellation) => _callouts.FindAsync(id, cancellation);

    /// <summary>The page of callouts that a query asks for.</summary>
    public Task<ListPage<Callout>> PageAsync(Query<Callout> query, CancellationToken cancellation) =>
        _callouts.PageAsync(query, cancellation);

    /// <summary>The ids of all callouts.</summary>
    public IAsyncEnumerable<long> IdsAsync(CancellationToken cancellation) => _callouts.IdsAsync(cancellation);

    /// <summary>The ids of the callouts for which all conditions hold.</summary>
    public IAsyncEnumerable<long> IdsAsync(IReadOnlyList<Condition> conditions, CancellationToken cancellation) =>
        conditions.Count == 0
            ? IdsAsync(cancellation)
            : _callouts.ReadAsync(conditions, 0, cancellation).Select(callout => callout.Id);

    /// <summary>The callouts with these ids, in that order; those that are gone are left out.</summary>
    public Task<IReadOnlyList<Callout>> FindAsync(IEnumerable<long> calloutIds, CancellationToken cancellation) =>
        _callouts.FindAsync(calloutIds, cancellation);

    /// <summary>The ids of the callouts that have a term.</summary>
    public IAsyncEnumerable<long> IdsAsync(Term term, CancellationToken cancellation) =>
        _callouts.IdsAsync(term, cancellation: cancellation);

    /// <summary>Updates a callout.</summary>
    public Task<Outcome<Callout>> UpdateAsync(long id, CalloutChange wish, CancellationToken cancellation)
    {
        return _callouts.UpdateAsync(id, Updated, cancellation);

        Outcome<Callout> Updated(Callout before)
        {
            if (wish.Errors.Any)
                return wish.Errors;
            var errors = new ValidationErrors();
            var settings = wish.SettingsAfter(before.Settings, errors);
            return MetadataChange.Update(wish.Metadata, errors, before.Metadata, metadata => before with
            {
                Metadata = metadata,
                Settings = settings,
                PlansRetriesAnew = before.PlansRetriesAnew
                    || (before.Status != CalloutStatus.Initialized && !IsSameForRetries(before.Settings, settings)),
                UpdatedAt = clock.GetUtcNow(),
            });
        }
    }

    /// <summary>Notes that those are planned who are called again, unless the settings have changed since.</summary>
    public Task<Outcome<Callout>> NoteRetriesPlannedAsync(Callout callout, CancellationToken cancellation) =>
        _callouts.UpdateAsync(
            callout.Id,
            before => before.Settings == callout.Settings ? before with { PlansRetriesAnew = false } : before,
            cancellation);

    /// <summary>Lets an event happen to a callout; one that leads nowhere from where the callout stands is refused.</summary>
    /// <param name="id">The callout.</param>
    /// <param name="wish">The event.</param>
    /// <param name="cancellation">Stops trying.</param>
    public Task<Outcome<Callout>> FireAsync(long id, CalloutEventWish wish, CancellationToken cancellation) =>
        _callouts.UpdateAsync(
            id, before => wish.Errors.Any ? wish.Errors : After(before, wish.Event, wish.CancelsCalls), cancellation);

    /// <summary>Starts a callout that is scheduled, if its moment has come.</summary>
    public Task<Outcome<Callout>> StartScheduledAsync(long id, CancellationToken cancellation) =>
        _callouts.UpdateAsync(
            id,
            before => before.IsScheduled && CalloutSettings.Of(before).StartAt <= clock.GetUtcNow()
                ? After(before, "start", cancelsCalls: false)
                : before,
            cancellation);

    /// <summary>Notes that the last call of a callout that was paused or stopped is over, unless it was told something else since.</summary>
    public Task<Outcome<Callout>> SettleAsync(Callout callout, CancellationToken cancellation) =>
        _callouts.UpdateAsync(
            callout.Id,
            before => before.Status == callout.Status && before.CancelsCalls == callout.CancelsCalls
                ? before with { IsSettling = false }
                : before,
            cancellation);

    /// <summary>Notes that something about a callout has changed that its dialler may not have heard of.</summary>
    public Task<Outcome<Callout>> TouchAsync(long id, CancellationToken cancellation) =>
        _callouts.UpdateAsync(id, before => before with { UpdatedAt = clock.GetUtcNow() }, cancellation);

    /// <summary>Deletes a callout, unless it has participations or populations.</summary>
    public async Task<Outcome<Callout>> DeleteAsync(long id, CancellationToken cancellation)
    {
        var outcome = await _callouts.DeleteAsync(
            id,
            async callout =>
            {
                var tally = await ledgers.TallyAsync(callout.Id, cancellation);
                if (tally.Of(CalloutLedgers.ParticipationsCounter) > 0)
                    return Blocked("callout participations");
                return await populations.AnyAsync(callout.Id, cancellation) ? Blocked("callout populations") : null;
            },
            cancellation);
        if (outcome is Outcome<Callout>.Success)
            await DeleteWhatCameMeanwhileAsync(id, cancellation);
        return outcome;
    }

    /// <summary>All callouts.</summary>
    internal static Collection<Callout> Collection(Tables tables, PartitionWriters writers) =>
        new(writers, tables.Callouts, "callouts");

    /// <summary>
    /// What was put into a callout between the look and its deletion goes with it. Whoever puts something in looks for the
    /// callout afterwards, so that whichever is later takes it away.
    /// </summary>
    private async Task DeleteWhatCameMeanwhileAsync(long id, CancellationToken cancellation)
    {
        await foreach (var participation in ledgers.Participations(id).IdsAsync(cancellation))
            await participations.DeleteAsync(participation, cancellation);
        await foreach (var population in populations.IdsAsync(id, cancellation))
            await populations.DeleteAsync(population, cancellation);
    }

    private Outcome<Callout> After(Callout before, string? happened, bool cancelsCalls) =>
        CalloutTransitions.Next(before.Status, happened) is { } status
            ? before with
            {
                Status = status,
                CancelsCalls = cancelsCalls && status != CalloutStatus.Running,
                IsSettling = status != CalloutStatus.Running,
                UpdatedAt = clock.GetUtcNow(),
            }
            : ValidationErrors.Of("event", ValidationErrors.NotIncluded);

    private static bool IsSameForRetries(string settings, string others) =>
        settings == others || CalloutSettings.Of(settings).Retry.MeansTheSameAs(CalloutSettings.Of(others).Retry);

    private static ValidationErrors Blocked(string dependents) =>
        ValidationErrors.Of(ValidationErrors.Base, $"Cannot delete record because dependent {dependents} exist");
}
