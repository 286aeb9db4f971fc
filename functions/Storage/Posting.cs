namespace Switchboard.Storage;

/// <summary>Which of some neighbouring ids have a term.</summary>
/// <param name="First">The first id it is about, whether it has the term or not.</param>
/// <param name="Offsets">The ids that have it, counted from there.</param>
internal readonly record struct Posting(long First, CountRuns Offsets)
{
    /// <summary>The ids that have the term, ascending.</summary>
    public IEnumerable<long> Ids
    {
        get
        {
            foreach (var (offset, _) in Offsets.All())
                yield return First + offset;
        }
    }

    /// <summary>How many have it.</summary>
    public long Count => Offsets.Sum;
}
