using System.Globalization;
using Switchboard.Messaging;
using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>The callbacks and their notes. Every note is announced by a mail, which is written with it.</summary>
public sealed class Callbacks(
    Tables tables, PartitionWriters writers, IdSequence ids, Outbox outbox, CallbackOptions options, TimeProvider clock)
{
    /// <summary>The partition of all callbacks.</summary>
    public const string Partition = "callbacks";

    private const string FirstStatus = "New";

    private readonly Collection<Callback> _callbacks = new(writers, tables.Callbacks, Partition, changesCount: false);

    /// <summary>The path of a callback.</summary>
    public static string PathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"/api/callbacks/{id}");

    /// <summary>Creates a callback with its first note.</summary>
    public async Task<Outcome<NotedCallback>> CreateAsync(CallbackWish wish, CancellationToken cancellation)
    {
        if (wish.Errors.Any)
            return wish.Errors;

        var now = clock.GetUtcNow();
        var callback = new Callback
        {
            PartitionKey = Partition,
            Id = await ids.NextAsync("callbacks", cancellation),
            Ddi = wish.Ddi!.Value,
            Name = wish.Name!,
            Phone = wish.Phone!.Value,
            Ticket = wish.Ticket,
            Platform = wish.Platform!,
            Details = wish.Details!,
            Status = wish.Status ?? FirstStatus,
            Notes = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var change = new Change();
        Announce(change, callback, wish.Details);
        await _callbacks.AddAsync(callback, change);
        return new NotedCallback(callback, [Note.FirstOf(callback)]);
    }

    /// <summary>The callback with this id, or null.</summary>
    public async Task<NotedCallback?> FindAsync(long id, CancellationToken cancellation) =>
        await _callbacks.FindAsync(id, cancellation) is { } callback
            ? (await WithNotesAsync([callback], cancellation))[0]
            : null;

    /// <summary>A page of the callbacks that have all of <paramref name="terms"/>, by ascending id.</summary>
    public async Task<ListPage<NotedCallback>> PageAsync(
        IReadOnlyCollection<Term> terms, long skip, int count, CancellationToken cancellation)
    {
        var page = await _callbacks.PageAsync(Query<Callback>.ByTerms(terms, skip, count), cancellation);
        return new ListPage<NotedCallback>(await WithNotesAsync(page.Items, cancellation), page.Total);
    }

    /// <summary>Adds a note to a callback. Of many who do so at once, nobody's is lost.</summary>
    public async Task<Outcome<NotedCallback>> UpdateAsync(long id, CallbackWish wish, CancellationToken cancellation)
    {
        Callback? latest = null;
        var outcome = await _callbacks.UpdateAsync(
            id,
            before =>
            {
                latest = before;
                return wish.Errors.Any ? wish.Errors : Noted(before, wish.Details, wish.Status);
            },
            cancellation,
            (change, after) => AddNote(change, latest!, after, wish.Details));
        return outcome switch
        {
            Outcome<Callback>.Success { Value: var after } => (await WithNotesAsync([after], cancellation))[0],
            Outcome<Callback>.Invalid refused => refused.Errors,
            _ => Outcome<NotedCallback>.NotFound,
        };
    }

    /// <summary>Writes down that somebody is being called.</summary>
    /// <returns>False if they are already.</returns>
    public async Task<bool> TryOpenAsync(OpenCall call)
    {
        try
        {
            await _callbacks.Writer.CommitAsync(new Change().Insert(call));
            return true;
        }
        catch (ChangeRejectedException rejected) when (rejected.Status == 409)
        {
            return false;
        }
    }

    /// <summary>The call to somebody that has no note yet, or null.</summary>
    public async Task<OpenCall?> FindOpenAsync(long id, CancellationToken cancellation)
    {
        var stored = await tables.Callbacks.GetEntityIfExistsAsync<OpenCall>(
            Partition, OpenCall.KeyOf(id), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value : null;
    }

    /// <summary>All calls that have no note yet.</summary>
    public IAsyncEnumerable<OpenCall> OpenCallsAsync(CancellationToken cancellation) =>
        tables.Callbacks.QueryAsync<OpenCall>(OpenCall.All(Partition), cancellationToken: cancellation);

    /// <summary>Turns a call into a note, once.</summary>
    public async Task CloseAsync(OpenCall call, string details, CancellationToken cancellation)
    {
        while (await FindOpenAsync(call.CallbackId, cancellation) is { } open && open.CallId == call.CallId
            && await _callbacks.FindAsync(call.CallbackId, cancellation) is { } before)
        {
            var after = Noted(before, details, status: null);
            var change = _callbacks.Replace(new Change(), before, after).Delete(open);
            AddNote(change, before, after, details);
            try
            {
                await _callbacks.Writer.CommitAsync(change);
                return;
            }
            catch (ChangeRejectedException rejected) when (rejected.IsStale)
            {
                // Somebody else wrote a note meanwhile, or this one.
            }
        }
    }

    /// <summary>Writes a further note and its mail.</summary>
    private void AddNote(Change change, Callback before, Callback after, string? details)
    {
        if (before.Notes == 1)
            change.Upsert(Note.FirstOf(before));
        change.Insert(Note.LatestOf(after, details));
        Announce(change, after, details);
    }

    private void Announce(Change change, Callback callback, string? details)
    {
        if (options.NotifyEmail is { } address)
            callback.Thread = outbox.Leave(change, Partition, CallbackLetter.Of(callback, details, address));
    }

    private Callback Noted(Callback before, string? details, string? status) => before with
    {
        Details = details ?? before.Details,
        Status = status ?? before.Status,
        Notes = before.Notes + 1,
        UpdatedAt = clock.GetUtcNow(),
    };

    /// <summary>Reads the notes of callbacks in as few ranges as their ids make.</summary>
    private async Task<IReadOnlyList<NotedCallback>> WithNotesAsync(
        IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        var ranges = await Task.WhenAll(Runs(callbacks).Select(run => tables.Callbacks
            .QueryAsync<Note>(Note.Range(Partition, run.First, run.Last), cancellationToken: cancellation)
            .ToListAsync(cancellation).AsTask()));
        var notes = ranges.SelectMany(range => range).ToLookup(note => note.CallbackId);
        return [.. callbacks.Select(callback => new NotedCallback(
            callback, callback.Notes == 1 ? [Note.FirstOf(callback)] : [.. notes[callback.Id]]))];
    }

    /// <summary>The ids of a page as runs without gaps, from the first to the last with notes of their own.</summary>
    private static IEnumerable<(long First, long Last)> Runs(IReadOnlyList<Callback> callbacks)
    {
        for (var i = 0; i < callbacks.Count;)
        {
            var (start, first, last) = (callbacks[i].Id - i, 0L, 0L);
            for (; i < callbacks.Count && callbacks[i].Id == start + i; i++)
            {
                if (callbacks[i].Notes > 1)
                    (first, last) = (first == 0 ? callbacks[i].Id : first, callbacks[i].Id);
            }

            if (first > 0)
                yield return (first, last);
        }
    }
}
