using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// Where capabilities leave letters: in their own partition, in the transaction of what the letters announce. So none is
/// lost when the process dies, and none announces what did not happen. Afterwards, ring the <see cref="OutboxBell"/>;
/// who forgets to is noticed by the watch within a minute.
/// </summary>
public sealed class Outbox(TimeProvider clock)
{
    /// <summary>How the row keys of letters begin.</summary>
    internal const string Prefix = "outbox.";

    /// <summary>Adds a letter to a change.</summary>
    /// <returns>The thread that it belongs to: what answers it in the same thread names it.</returns>
    public Guid Leave(Change change, string partitionKey, Letter letter)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var row = new OutboxRow
        {
            PartitionKey = partitionKey,
            RowKey = $"{Prefix}{RowKey.Moment(now)}.{id:N}",
            OperationId = id,
            Channel = letter.Channel,
            To = JsonSerializer.Serialize(letter.To),
            ToAll = letter.ToAll?.ToString(),
            About = letter.About,
            Thread = letter.Thread ?? id,
            Subject = letter.Subject,
            Facts = JsonSerializer.Serialize(letter.Facts),
            Body = letter.Body,
            Path = letter.Path,
            CreatedAt = now,
        };
        change.Insert(row);
        return row.Thread;
    }
}
