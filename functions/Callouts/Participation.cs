using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json.Nodes;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// A contact's part in a callout. Keys: PartitionKey is the callout's ledger, so that it changes together with its
/// calls and the callout's counters; RowKey is <c>participation.</c> and the id. A contact, and a number, takes part
/// in a callout once, also a number that it was called at and that was corrected since.
/// </summary>
public sealed record Participation : Row, ICollected
{
    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The contact.</summary>
    public long ContactId { get; set; }

    /// <summary>The population that brought it in; null where that was done by hand.</summary>
    public long? CalloutPopulationId { get; set; }

    /// <summary>The number to call, in E.164: the contact's when it was brought in.</summary>
    public string Msisdn { get; set; } = "";

    /// <summary>
    /// The numbers that it was called at, in E.164 and with commas between them; null where there was never any but
    /// <see cref="Msisdn"/>.
    /// </summary>
    public string? CalledMsisdns { get; set; }

    /// <summary>What it hears, as it was sent (see <see cref="CallFlow.Find"/>); null where the callout says that.</summary>
    public string? CallFlowLogic { get; set; }

    /// <summary>For when its first call is planned: whoever deletes it before finds the plan by this.</summary>
    public DateTimeOffset FirstDueAt { get; set; }

    /// <summary>How many times it was called.</summary>
    public int PhoneCallsCount { get; set; }

    /// <summary>How the last call that is over ended: the name of a <see cref="CallStatus"/>.</summary>
    public string? LastResult { get; set; }

    /// <summary>Whether its last call is not over.</summary>
    public bool IsBeingCalled { get; set; }

    /// <summary>When the last call was begun.</summary>
    public DateTimeOffset? LastCalledAt { get; set; }

    /// <summary>When somebody answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the last call that is over ended.</summary>
    public DateTimeOffset? LastEndedAt { get; set; }

    /// <summary>What is known about it, as JSON: what was answered, and what users add.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>When it was brought in.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The callout.</summary>
    [IgnoreDataMember]
    public long CalloutId => CalloutLedgers.CalloutIdOf(PartitionKey);

    /// <summary>The unique key of a contact within a callout.</summary>
    public static string ContactKey(long contactId) => ContactKey(contactId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The unique key for an id of a contact as a request writes it; what is no id is found nowhere.</summary>
    public static string ContactKey(string contactId) => $"contact={contactId}";

    /// <summary>The unique key of a number within a callout.</summary>
    public static string NumberKey(string msisdn) => $"msisdn={msisdn}";

    /// <summary>The term by which the participations are found that have a flow of their own.</summary>
    public static Term FlowTerm(string name) => Storage.Terms.Of("call_flow_logic", CallFlow.Find(name) ?? name);

    /// <summary>The term by which the participations of a population are found.</summary>
    public static Term PopulationTerm(long populationId) => Storage.Terms.Of("population", populationId);

    /// <summary>The term for an id of a population as a request writes it; what is no id is found nowhere.</summary>
    public static Term PopulationTerm(string populationId) => Storage.Terms.Of("population", populationId);

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
    [
        .. CalloutPopulationId is { } population ? [PopulationTerm(population)] : Array.Empty<Term>(),
        .. CallFlowLogic is { } flow ? [FlowTerm(flow)] : Array.Empty<Term>(),
        .. Storage.Terms.OfDocument("metadata", Metadata),
    ];

    /// <summary>The metadata.</summary>
    public JsonObject MetadataDocument() => Document.Read(Metadata);

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() =>
        [ContactKey(ContactId), .. NumbersCalled().Append(Msisdn).Distinct().Select(NumberKey)];

    /// <summary>Whether it is called again by a rule, now that its last call is over.</summary>
    internal bool IsCalledAgain(RetryRule rule) =>
        !IsBeingCalled && Enum.TryParse<CallStatus>(LastResult, out var result) && rule.Repeats(result, PhoneCallsCount);

    /// <summary>The participation with another number to call.</summary>
    public Participation WithNumber(string msisdn) => this with
    {
        Msisdn = msisdn,
        CalledMsisdns = msisdn == Msisdn || PhoneCallsCount == 0 ? CalledMsisdns : string.Join(',', NumbersCalled()),
    };

    /// <summary>The participation when a call to it begins.</summary>
    public Participation Called(PhoneCall call, DateTimeOffset now) => this with
    {
        PhoneCallsCount = call.Attempt,
        IsBeingCalled = true,
        LastCalledAt = now,
        CalledMsisdns = CalledMsisdns is null ? null : string.Join(',', NumbersCalled().Union([call.Msisdn])),
        UpdatedAt = now,
    };

    private IEnumerable<string> NumbersCalled() =>
        CalledMsisdns?.Split(',') ?? (PhoneCallsCount > 0 ? [Msisdn] : Array.Empty<string>());
}
