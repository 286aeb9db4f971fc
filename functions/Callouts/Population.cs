using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Which contacts a callout calls. Keys: one partition for all populations, which are few; RowKey is the id.
/// </summary>
public sealed record Population : Row, ICollected
{
    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The callout.</summary>
    public long CalloutId { get; set; }

    /// <summary>Where it stands.</summary>
    public PopulationStatus Status { get; set; }

    /// <summary>How many times it was queued: what belongs to a former time has nothing to do any more.</summary>
    public int Round { get; set; }

    /// <summary>Which contacts it means, as JSON; see <see cref="ContactFilter"/>.</summary>
    public string ContactFilterParams { get; set; } = "{}";

    /// <summary>What the user knows about it, as JSON.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The term by which the populations of a callout are found.</summary>
    public static Term CalloutTerm(long calloutId) => Storage.Terms.Of("callout", calloutId);

    /// <summary>The term for an id of a callout as a request writes it; what is no id is found nowhere.</summary>
    public static Term CalloutTerm(string calloutId) => Storage.Terms.Of("callout", calloutId);

    /// <summary>The term by which the populations in a state are found.</summary>
    public static Term StatusTerm(PopulationStatus status) => StatusTerm(status.ToString().ToLowerInvariant());

    /// <summary>The term for a state as the API writes it; what is no state is found nowhere.</summary>
    public static Term StatusTerm(string status) => Storage.Terms.Of("status", status);

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
    [
        CalloutTerm(CalloutId),
        StatusTerm(Status),
        .. Storage.Terms.OfDocument("metadata", Metadata),
        .. ContactFilter.Terms(FilterDocument()),
    ];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [];

    /// <summary>The metadata.</summary>
    public JsonObject MetadataDocument() => Document.Read(Metadata);

    /// <summary>The filter, as it was sent.</summary>
    public JsonObject FilterDocument() => Document.Read(ContactFilterParams);

    /// <summary>What must hold for the contacts that it means.</summary>
    /// <exception cref="InvalidOperationException">Nobody understands its filter: it should never have been stored.</exception>
    public IReadOnlyList<Condition> Filter()
    {
        var errors = new ValidationErrors();
        var conditions = ContactFilter.Read(FilterDocument(), errors);
        return errors.Any
            ? throw new InvalidOperationException($"The filter of population {Id} cannot be understood: {ContactFilterParams}")
            : conditions;
    }
}
