namespace Switchboard.Callouts;

/// <summary>
/// Creates and updates contacts by their numbers, a thousand lines at a time and in groups that are committed together;
/// of lines with the same number the later one wins. Importing the same lines again changes nothing, so that after a
/// broken connection, or the death of a process, everything may be sent once more.
/// </summary>
public sealed class ContactImport(Contacts contacts)
{
    /// <summary>How many lines are between two reports.</summary>
    public const int LinesPerReport = 1_000;

    // So many at a time are looked up and updated.
    private const int AtOnce = 200;

    /// <summary>Imports lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="progress">Keeps the books.</param>
    /// <param name="report">Is told after every thousand lines.</param>
    /// <param name="cancellation">Stops between thousands.</param>
    public async Task RunAsync(
        IAsyncEnumerable<ContactLine> lines, ImportProgress progress, Action report, CancellationToken cancellation)
    {
        await using var batches = new ReadAhead<ContactLine[]>(lines.InBatchesAsync(LinesPerReport, cancellation), cancellation);
        var lookFirst = false;
        while (await batches.NextAsync() is { } batch)
        {
            var known = progress.Known;
            await ImportAsync(batch, progress, lookFirst, cancellation);
            lookFirst = (progress.Known - known) * 10 > batch.Length;
            if (batch.Length == LinesPerReport)
                report();
        }
    }

    private async Task ImportAsync(
        ContactLine[] batch, ImportProgress progress, bool lookFirst, CancellationToken cancellation)
    {
        foreach (var line in batch.Where(line => line.Wish.Errors.Any))
            progress.Reject(line.Number, line.Wish.Errors);
        var lines = batch.Where(line => !line.Wish.Errors.Any).ToList();

        // Most lines of a first import are new and are inserted without a look; most of a repeated one are not.
        var inserted = lookFirst
            ? []
            : await InsertAsync([.. lines.DistinctBy(line => line.Wish.Msisdn)], cancellation);
        progress.Count(Upsert.Created, inserted.Count);

        var rest = lines.Where(line => !inserted.Contains(line.Number)).GroupBy(line => line.Wish.Msisdn);
        await Parallel.ForEachAsync(
            rest,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (number, _) =>
            {
                foreach (var line in number)
                    await UpsertAsync(line, progress, cancellation);
            });
        progress.Advance(batch.Length);
    }

    private async Task<HashSet<long>> InsertAsync(List<ContactLine> lines, CancellationToken cancellation)
    {
        var done = await contacts.InsertAsync([.. lines.Select(line => line.Wish)], cancellation);
        return [.. lines.Where((_, i) => done[i]).Select(line => line.Number)];
    }

    private async Task UpsertAsync(ContactLine line, ImportProgress progress, CancellationToken cancellation)
    {
        switch (await contacts.UpsertAsync(line.Wish, cancellation))
        {
            case Outcome<Upserted>.Success { Value: var upserted }:
                progress.Count(upserted.Change, 1);
                break;

            case Outcome<Upserted>.Invalid refused:
                progress.Reject(line.Number, refused.Errors);
                break;
        }
    }
}
