namespace Switchboard.Storage;

/// <summary>The row key that was made last: things that are written together mostly count in the same rows.</summary>
internal sealed class LatestKey<TParts>
    where TParts : IEquatable<TParts>
{
    private (TParts Parts, string RowKey)? _latest;
    private readonly Lock _lock = new();

    /// <summary>The row key of some parts, made by <paramref name="make"/> where it is another than the last one.</summary>
    public string Of(TParts parts, Func<TParts, string> make)
    {
        lock (_lock)
        {
            if (_latest is not { } latest || !latest.Parts.Equals(parts))
                _latest = latest = (parts, make(parts));
            return latest.RowKey;
        }
    }
}
