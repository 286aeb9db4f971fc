using System.Diagnostics.Metrics;

namespace Switchboard.Embedded;

/// <summary>
/// What the services were asked for, as the meter <c>Switchboard.Embedded</c>: what Azure would bill, and what an
/// application's cost can be judged by. <c>dotnet-counters</c> shows it.
/// </summary>
internal static class EmbeddedMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Switchboard.Embedded";

    private static readonly Meter Meter = new(Name);

    /// <summary>Requests to the Table service; a transaction is one.</summary>
    public static readonly Counter<long> TableRequests = Meter.CreateCounter<long>("tables.requests");

    /// <summary>Rows that were changed, or asked to be, in transactions.</summary>
    public static readonly Counter<long> TransactionRows = Meter.CreateCounter<long>("tables.transaction.rows");

    /// <summary>Events in the histories of orchestrations, as Azure's storage would have them.</summary>
    public static readonly Counter<long> HistoryEvents = Meter.CreateCounter<long>("durable.history.events");
}
