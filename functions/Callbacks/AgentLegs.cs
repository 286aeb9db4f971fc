using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callbacks;

/// <summary>The agents' parts in calls.</summary>
public sealed class AgentLegs(Tables tables)
{
    /// <summary>How the names of callbacks' ledgers begin.</summary>
    public const string Owner = "callbacks";

    /// <summary>The agent's part in a call, or null.</summary>
    public async Task<AgentLeg?> FindAsync(CallReference call, CancellationToken cancellation)
    {
        var stored = await tables.Ledgers.GetEntityIfExistsAsync<AgentLeg>(
            call.Ledger, AgentLeg.KeyOf(call.Id), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value : null;
    }

    /// <summary>Keeps something that is known about it from now on.</summary>
    public Task KeepAsync(CallReference call, string property, object value, CancellationToken cancellation) =>
        tables.Ledgers.UpsertEntityAsync(
            new TableEntity(call.Ledger, AgentLeg.KeyOf(call.Id)) { [property] = value }, TableUpdateMode.Merge, cancellation);
}
