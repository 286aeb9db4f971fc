using System.Collections.Concurrent;

namespace Switchboard.Storage;

/// <summary>
/// Gives out the small integers that are the ids of a kind of thing: 1, 2, 3, …, never one twice, in blocks that are
/// taken from a row of the table <c>sequences</c> by ETag (hi/lo). A block that is used up is followed by one twice its
/// size, up to 1,000: whoever creates little wastes few ids at a restart, whoever creates much seldom asks for more.
/// </summary>
public sealed class IdSequence(Tables tables)
{
    private const int LargestBlock = 1_000;

    private readonly ConcurrentDictionary<string, Block> _blocks = new();

    /// <summary>The next id of <paramref name="name"/>.</summary>
    public async ValueTask<long> NextAsync(string name, CancellationToken cancellation = default) =>
        (await NextAsync(name, 1, cancellation))[0];

    /// <summary>The next <paramref name="count"/> ids of <paramref name="name"/>, ascending.</summary>
    public async ValueTask<long[]> NextAsync(string name, int count, CancellationToken cancellation = default)
    {
        var block = _blocks.GetOrAdd(name, _ => new Block());
        await block.Turn.WaitAsync(cancellation);
        try
        {
            var ids = new long[count];
            for (var i = 0; i < count; i++)
            {
                if (block.Next == block.End)
                {
                    block.Size = Math.Clamp(block.Size * 2, 1, LargestBlock);
                    var size = Math.Max(block.Size, count - i);
                    block.Next = await TakeAsync(name, size, cancellation);
                    block.End = block.Next + size;
                }

                ids[i] = block.Next++;
            }

            return ids;
        }
        finally
        {
            block.Turn.Release();
        }
    }

    private async Task<long> TakeAsync(string name, int size, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = await tables.Sequences.GetEntityIfExistsAsync<Sequence>(
                name, Sequence.OnlyRow, cancellationToken: cancellation);
            var sequence = stored.HasValue ? stored.Value! : new Sequence { PartitionKey = name, RowKey = Sequence.OnlyRow };
            var first = sequence.Next;
            sequence.Next += size;
            try
            {
                if (stored.HasValue)
                    await tables.Sequences.UpdateEntityAsync(sequence, sequence.ETag, TableUpdateMode.Replace, cancellation);
                else
                    await tables.Sequences.AddEntityAsync(sequence, cancellation);
                return first;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
            {
                // Another process took a block meanwhile: take the one after it.
            }
        }
    }

    private sealed class Block
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public long Next { get; set; }

        public long End { get; set; }

        public int Size { get; set; }
    }
}
