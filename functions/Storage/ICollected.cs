namespace Switchboard.Storage;

/// <summary>A thing with a small integer id that is kept in a <see cref="Collection{T}"/>.</summary>
public interface ICollected : ITableEntity
{
    /// <summary>Its id, unique among its kind.</summary>
    long Id { get; }

    /// <summary>When it was created.</summary>
    DateTimeOffset CreatedAt { get; }

    /// <summary>When it was last changed.</summary>
    DateTimeOffset UpdatedAt { get; }

    /// <summary>
    /// Which change made it what it is: whoever did not hear whether his change took place recognises it by this. Null until
    /// it is changed.
    /// </summary>
    string? Stamp { get; set; }

    /// <summary>What it can be found by; see <see cref="Storage.Terms"/> for JSON documents.</summary>
    IEnumerable<Term> Terms();

    /// <summary>What no other of its collection may have, each like <c>msisdn=+855…</c>.</summary>
    IEnumerable<string> UniqueKeys();
}
