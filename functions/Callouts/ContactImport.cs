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
        var batches = lines.InBatchesAsync(LinesPerReport, cancellation)
            .Select((ContactLine[] batch, CancellationToken stop) => PrepareAsync(batch, progress, stop));
        await using var prepared = new ReadAhead<ImportBatch>(batches, cancellation);
        while (await prepared.NextAsync() is { } batch)
        {
            await ImportAsync(batch, progress, cancellation);
            if (batch.Lines.Count == LinesPerReport)
                report();
        }
    }

    // Most lines of a first import are new and are inserted without a look; most of a repeated one are not.
    private async ValueTask<ImportBatch> PrepareAsync(ContactLine[] batch, ImportProgress progress, CancellationToken cancellation)
    {
        var wishes = batch.Where(line => !line.Wish.Errors.Any).DistinctBy(line => line.Wish.Msisdn).Select(line => line.Wish);
        return new ImportBatch(batch, progress.ManyAreKnown ? null : await contacts.PrepareAsync([.. wishes], cancellation));
    }

    private async Task ImportAsync(ImportBatch batch, ImportProgress progress, CancellationToken cancellation)
    {
        foreach (var line in batch.Lines.Where(line => line.Wish.Errors.Any))
            progress.Reject(line.Number, line.Wish.Errors);
        var inserted = batch.New is null ? new HashSet<string>() : await batch.New.WriteAsync();
        progress.Count(Upsert.Created, inserted.Count);

        // Of the lines of a number that was inserted the first one is done.
        var rest = batch.Lines
            .Where(line => !line.Wish.Errors.Any)
            .GroupBy(line => line.Wish.Msisdn!)
            .Select(number => number.Skip(inserted.Contains(number.Key) ? 1 : 0).ToList())
            .Where(number => number.Count > 0)
            .ToList();
        await Parallel.ForEachAsync(
            await ChangesAsync(rest, progress, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (number, _) =>
            {
                foreach (var line in number)
                    await UpsertAsync(line, progress, cancellation);
            });
        progress.Advance(batch.Lines.Count);
    }

    /// <summary>Of the lines of each number, those from the first one on that says something else than is there already.</summary>
    private async Task<List<List<ContactLine>>> ChangesAsync(
        List<List<ContactLine>> numbers, ImportProgress progress, CancellationToken cancellation)
    {
        if (numbers.Count == 0)
            return numbers;
        var there = await contacts.FindByNumbersAsync(numbers.Select(number => number[0].Wish.Msisdn!), cancellation);
        var changes = numbers.ConvertAll(number => there.TryGetValue(number[0].Wish.Msisdn!, out var contact)
            ? number.SkipWhile(line => contacts.IsAsWished(contact, line.Wish)).ToList()
            : number);
        progress.Count(Upsert.Unchanged, numbers.Sum(number => number.Count) - changes.Sum(number => number.Count));
        return changes;
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
