using System.Runtime.Serialization;
using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// A campaign of calls. Keys: one partition for all callouts, which are few; RowKey is the id. What grows with its
/// participants is in its ledger (<see cref="CalloutLedgers"/>).
/// </summary>
public sealed record Callout : Row, ICollected
{
    /// <summary>The term by which the callouts are found that will start by themselves.</summary>
    public static readonly Term ScheduledTerm = Storage.Terms.Of("scheduled", "true");

    /// <summary>The term by which the callouts are found that <see cref="IsSettling"/>.</summary>
    public static readonly Term SettlingTerm = Storage.Terms.Of("settling", "true");

    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>Where it stands.</summary>
    public CalloutStatus Status { get; set; }

    /// <summary>What the user knows about it, as JSON.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>How its calls go, as JSON; see <see cref="CalloutSettings"/>.</summary>
    public string Settings { get; set; } = "{}";

    /// <summary>
    /// Whether whoever stopped it wants the calls cancelled that nobody has answered yet. The dialler does it.
    /// </summary>
    public bool CancelsCalls { get; set; }

    /// <summary>
    /// Whether it was paused or stopped and its last calls may not be over, or not be cancelled yet: the dialler looks after
    /// them until they are.
    /// </summary>
    public bool IsSettling { get; set; }

    /// <summary>
    /// Whether it was changed who is called again, so that the dialler has to plan anew for those whose calls are over.
    /// </summary>
    public bool PlansRetriesAnew { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The term by which the callouts in a state are found.</summary>
    public static Term StatusTerm(CalloutStatus status) => StatusTerm(status.ToString().ToLowerInvariant());

    /// <summary>The term for a state as the API writes it; what is no state is found nowhere.</summary>
    public static Term StatusTerm(string status) => Storage.Terms.Of("status", status);

    /// <summary>Whether it will start by itself.</summary>
    [IgnoreDataMember]
    public bool IsScheduled => Status == CalloutStatus.Initialized && CalloutSettings.Of(this).StartAt is not null;

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
    [
        StatusTerm(Status),
        .. IsScheduled ? [ScheduledTerm] : Array.Empty<Term>(),
        .. IsSettling ? [SettlingTerm] : Array.Empty<Term>(),
        .. Storage.Terms.OfDocument("metadata", Metadata),
    ];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [];

    /// <summary>The metadata.</summary>
    public JsonObject MetadataDocument() => Document.Read(Metadata);
}
