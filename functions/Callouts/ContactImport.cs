using Switchboard.Storage;

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
        // Most lines of a first import are new and are inserted without a look; most of a repeated one are not.
        var lookFirst = false;
        var prepared = lines.Chunk(LinesPerReport).Select(
            async (ContactLine[] batch, CancellationToken _) => await PrepareAsync(batch, lookFirst, cancellation));
        await using var batches = new ReadAhead<ImportBatch>(prepared, cancellation);
        while (await batches.NextAsync() is { } batch)
        {
            var known = progress.Known;
            await ImportAsync(batch, progress, cancellation);
            lookFirst = (progress.Known - known) * 10 > batch.Lines.Count;
            if (batch.Lines.Count == LinesPerReport)
                report();
        }
    }

    private async Task<ImportBatch> PrepareAsync(ContactLine[] lines, bool lookFirst, CancellationToken cancellation)
    {
        var first = lookFirst ? [] : lines.Where(line => !line.Wish.Errors.Any).DistinctBy(line => line.Wish.Msisdn).ToList();
        return new ImportBatch(lines, first, await contacts.PrepareAsync([.. first.Select(line => line.Wish)], cancellation));
    }

    private async Task ImportAsync(ImportBatch batch, ImportProgress progress, CancellationToken cancellation)
    {
        foreach (var line in batch.Lines.Where(line => line.Wish.Errors.Any))
            progress.Reject(line.Number, line.Wish.Errors);

        var taken = await contacts.InsertAsync(batch.Additions);
        var inserted = batch.New.Where(line => !taken.Contains(line.Wish.Msisdn!)).Select(line => line.Number).ToHashSet();
        progress.Count(Upsert.Created, inserted.Count);

        var rest = batch.Lines
            .Where(line => !line.Wish.Errors.Any && !inserted.Contains(line.Number))
            .GroupBy(line => line.Wish.Msisdn);
        await Parallel.ForEachAsync(
            rest,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (number, _) =>
            {
                foreach (var line in number)
                    await UpsertAsync(line, progress, cancellation);
            });
        progress.Advance(batch.Lines.Count);
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

    /// <summary>Lines that are imported together.</summary>
    /// <param name="Lines">All of them.</param>
    /// <param name="New">The first line of each number that is taken for new.</param>
    /// <param name="Additions">The contacts of those.</param>
    private sealed record ImportBatch(
        IReadOnlyList<ContactLine> Lines, IReadOnlyList<ContactLine> New, IReadOnlyList<Addition<Contact>> Additions);
}
