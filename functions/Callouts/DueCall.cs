using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// A call that shall be made. Keys: in the callout's ledger, so that it goes away in the transaction that records the
/// call; RowKey is <c>due.</c>, the moment and the participation, so that the next ones are the first ones.
/// </summary>
public sealed record DueCall : Row
{
    /// <summary>Whom to call.</summary>
    public long ParticipationId { get; set; }

    /// <summary>The number, in E.164.</summary>
    public string Msisdn { get; set; } = "";

    /// <summary>Which attempt it will be: 1, 2, ….</summary>
    public int Attempt { get; set; }

    /// <summary>Not before this moment.</summary>
    public DateTimeOffset DueAt { get; set; }
}
