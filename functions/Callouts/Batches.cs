using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Switchboard.Callouts;

/// <summary>Items by the batch.</summary>
internal static class Batches
{
    /// <summary>
    /// The items of a sequence in batches of <paramref name="size"/>, of which the last one may be smaller. Where the
    /// sequence fails, what came before is the last batch, and then the failure is thrown: unlike
    /// <c>Chunk</c>, which forgets it.
    /// </summary>
    public static async IAsyncEnumerable<T[]> InBatchesAsync<T>(
        this IAsyncEnumerable<T> source, int size, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var items = source.GetAsyncEnumerator(cancellation);
        ExceptionDispatchInfo? failure = null;
        var batch = new List<T>(size);
        while (failure is null)
        {
            try
            {
                while (batch.Count < size && await items.MoveNextAsync())
                    batch.Add(items.Current);
            }
            catch (Exception failed)
            {
                failure = ExceptionDispatchInfo.Capture(failed);
            }

            var isLast = batch.Count < size;
            if (batch.Count > 0)
                yield return [.. batch];
            if (isLast)
                break;
            batch.Clear();
        }

        failure?.Throw();
    }
}
