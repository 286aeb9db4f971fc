using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Switchboard.Identity;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// Makes messages of the letters that capabilities left in their partitions. A letter goes away after its message is
/// there; whoever dies in between leaves it to be found again, and the message to be found there already.
/// </summary>
public sealed class OutboxRelay(
    IEnumerable<OutboxSource> sources,
    PartitionWriters writers,
    Messages messages,
    Users users,
    IdSequence ids,
    MessagingOptions options)
{
    // They go away in one transaction.
    private const int Most = 90;

    // ACS takes a mail to this many.
    private const int MostRecipients = 50;

    // No more than the service will take until the next turn: the others are safe where they are, and whoever leaves very
    // many is not held up by their becoming messages.
    private int AtATime => Math.Clamp(
        (int)((options.MailsPerMinute + options.TextsPerMinute) * MessagingOrchestration.Rest.TotalMinutes), 1, Most);

    /// <summary>Takes some letters from each source.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        var more = false;
        foreach (var source in sources)
        {
            var letters = await source.Table.QueryAsync<OutboxRow>(Waiting(source), AtATime, cancellationToken: cancellation)
                .Take(AtATime)
                .ToListAsync(cancellation);
            if (letters.Count == 0)
                continue;
            await TakeAsync(source, letters, cancellation);
            more |= letters.Count == AtATime;
        }

        return more;
    }

    /// <summary>Whether any source has a letter.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        foreach (var source in sources)
        {
            if (await source.Table.QueryAsync<TableEntity>(Waiting(source), 1, ["RowKey"], cancellation).AnyAsync(cancellation))
                return true;
        }

        return false;
    }

    private static string Waiting(OutboxSource source) =>
        RowRange.Filter(source.PartitionKey, Outbox.Prefix, Outbox.Prefix + RowKey.AfterDigits);

    private async Task TakeAsync(OutboxSource source, List<OutboxRow> letters, CancellationToken cancellation)
    {
        var made = new List<Message>();
        foreach (var letter in letters)
            made.AddRange(await MessagesOfAsync(letter, cancellation));
        var numbers = await ids.NextAsync("messages", made.Count, cancellation);
        await Task.WhenAll(made.Zip(numbers, (message, id) => messages.AddAsync(message with { Id = id })));

        var gone = new Change();
        foreach (var letter in letters)
            gone.Delete(letter);
        try
        {
            await writers.For(source.Table, source.PartitionKey).CommitAsync(gone);
        }
        catch (ChangeRejectedException rejected) when (rejected.IsStale)
        {
            // Somebody else took them as well; what remains is looked at again.
        }
    }

    /// <summary>One message, unless there are more recipients than one may have; none if there is nobody.</summary>
    private async Task<IEnumerable<Message>> MessagesOfAsync(OutboxRow letter, CancellationToken cancellation)
    {
        var to = letter.ToAll is { } role
            ? await users.EmailsAsync(Enum.Parse<UserType>(role), cancellation)
            : JsonSerializer.Deserialize<List<string>>(letter.To)!;
        return to.Chunk(MostRecipients).Select((recipients, part) => new Message
        {
            OperationId = PartOf(letter.OperationId, part),
            Channel = letter.Channel,
            To = JsonSerializer.Serialize(recipients),
            About = letter.About,
            Thread = letter.Thread,
            Subject = letter.Subject,
            Facts = letter.Facts,
            Body = letter.Body,
            Path = letter.Path,
            CreatedAt = letter.CreatedAt,
        });
    }

    // The same id for the same part, whoever divides a letter.
    private static Guid PartOf(Guid operation, int part) => part == 0
        ? operation
        : new Guid(SHA256.HashData(Encoding.ASCII.GetBytes($"{operation}.{part}")).AsSpan(0, 16));
}
