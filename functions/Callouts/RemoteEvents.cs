using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>What the carrier said about the calls of all callouts, by id.</summary>
public sealed class RemoteEvents(CalloutLedgers ledgers, OwnedIds ids, TimeProvider clock)
{
    /// <summary>The news with this id, or null.</summary>
    public async Task<CallNews?> FindAsync(long id, CancellationToken cancellation) =>
        await CollectionOfAsync(id, cancellation) is { } news ? await news.FindAsync(id, cancellation) : null;

    /// <summary>Updates the metadata of something that the carrier said.</summary>
    public async Task<Outcome<CallNews>> UpdateAsync(
        long id, MetadataChange? metadata, ValidationErrors errors, CancellationToken cancellation) =>
        await MetadataChange.UpdateAsync(
            await CollectionOfAsync(id, cancellation),
            id,
            (metadata, errors),
            news => news.Metadata,
            (news, updated) => news with { Metadata = updated, UpdatedAt = clock.GetUtcNow() },
            cancellation);

    private async Task<Collection<CallNews>?> CollectionOfAsync(long id, CancellationToken cancellation) =>
        await ids.OwnerOfAsync(CallNews.IdsOf(CalloutLedgers.Owner), id, cancellation) is { } ledger
            ? ledgers.News(CalloutLedgers.CalloutIdOf(ledger))
            : null;
}
