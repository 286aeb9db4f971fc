namespace Switchboard.Storage;

/// <summary>Set operations on ascending streams of ids that read each stream once.</summary>
internal static class SortedIds
{
    /// <summary>The ids that are in both streams.</summary>
    public static async IAsyncEnumerable<long> Intersect(IAsyncEnumerable<long> left, IAsyncEnumerable<long> right)
    {
        await using var ids = left.GetAsyncEnumerator();
        await using var others = right.GetAsyncEnumerator();
        var more = await ids.MoveNextAsync() && await others.MoveNextAsync();
        while (more)
        {
            if (ids.Current == others.Current)
            {
                yield return ids.Current;
                more = await ids.MoveNextAsync() && await others.MoveNextAsync();
            }
            else
            {
                more = await (ids.Current < others.Current ? ids : others).MoveNextAsync();
            }
        }
    }

    /// <summary>The ids that are in one of the streams or in both.</summary>
    public static async IAsyncEnumerable<long> Union(IAsyncEnumerable<long> left, IAsyncEnumerable<long> right)
    {
        await using var ids = left.GetAsyncEnumerator();
        await using var others = right.GetAsyncEnumerator();
        var (more, moreOthers) = (await ids.MoveNextAsync(), await others.MoveNextAsync());
        while (more || moreOthers)
        {
            var (id, other) = (more ? ids.Current : long.MaxValue, moreOthers ? others.Current : long.MaxValue);
            yield return Math.Min(id, other);
            if (id <= other)
                more = await ids.MoveNextAsync();
            if (other <= id)
                moreOthers = await others.MoveNextAsync();
        }
    }
}
