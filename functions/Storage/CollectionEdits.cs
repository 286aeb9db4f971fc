using System.Security.Cryptography;

namespace Switchboard.Storage;

/// <summary>
/// Conditional edits: read, decide, write if nobody else has written meanwhile, otherwise read again and decide again.
/// </summary>
internal static class CollectionEdits
{
    /// <summary>Replaces a thing by what <paramref name="decide"/> makes of it, or refuses.</summary>
    /// <param name="things">Where the thing is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="decide">What becomes of it.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <param name="accompany">Adds to the change what is written together with the thing, given as it will be.</param>
    public static async Task<Outcome<T>> UpdateAsync<T>(
        this Collection<T> things,
        long id,
        Func<T, Outcome<T>> decide,
        CancellationToken cancellation,
        Action<Change, T>? accompany = null)
        where T : class, ICollected, new()
    {
        // The SDK asks again when an answer gets lost: then it is our own change that stands in our way.
        var stamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        while (await things.FindAsync(id, cancellation) is { } before)
        {
            if (before.Stamp == stamp)
                return before;
            var decision = decide(before);
            if (decision is not Outcome<T>.Success { Value: var after } || ReferenceEquals(after, before))
                return decision;
            try
            {
                after.Stamp = stamp;
                var change = things.Replace(new Change(), before, after);
                accompany?.Invoke(change, after);
                await things.Writer.CommitAsync(change);
                return after;
            }
            catch (ChangeRejectedException rejected) when (rejected.IsStale)
            {
                // Somebody else changed it meanwhile.
            }
        }

        return Outcome<T>.NotFound;
    }

    /// <summary>Deletes a thing, unless <paramref name="obstacle"/> finds a reason not to.</summary>
    public static async Task<Outcome<T>> DeleteAsync<T>(
        this Collection<T> things, long id, Func<T, Task<ValidationErrors?>> obstacle, CancellationToken cancellation)
        where T : class, ICollected, new()
    {
        T? tried = null;
        while (await things.FindAsync(id, cancellation) is { } thing)
        {
            if (await obstacle(thing) is { } errors)
                return errors;
            try
            {
                await things.Writer.CommitAsync(things.Delete(new Change(), thing));
                return thing;
            }
            catch (ChangeRejectedException rejected) when (rejected.IsStale)
            {
                // Somebody else changed it meanwhile.
                tried = thing;
            }
        }

        // It went while we deleted it; it may have been us, and the answer got lost.
        return tried is null ? Outcome<T>.NotFound : tried;
    }
}
