using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The contacts.</summary>
public sealed class Contacts(
    Tables tables,
    PartitionWriters writers,
    IdSequence ids,
    ContactUses uses,
    Participations participations,
    TimeProvider clock)
{
    private const string Sequence = "contacts";

    private readonly Collection<Contact> _contacts = new(writers, tables.Contacts, "contacts", packing: Contact.Packing);

    /// <summary>Creates a contact.</summary>
    public async Task<Outcome<Contact>> CreateAsync(ContactChange wish, CancellationToken cancellation) =>
        wish.Errors.Any
            ? wish.Errors
            : await TryInsertAsync(wish, await ids.NextAsync(Sequence, cancellation)) is { } contact ? contact : NumberIsTaken();

    /// <summary>Creates the contact with a number, or updates it. One that is already as wished is left alone.</summary>
    public async Task<Outcome<Upserted>> UpsertAsync(ContactChange wish, CancellationToken cancellation)
    {
        while (!wish.Errors.Any)
        {
            if (await FindByNumberAsync(wish.Msisdn!, cancellation) is not { } id)
            {
                if (await TryInsertAsync(wish, await ids.NextAsync(Sequence, cancellation)) is { } created)
                    return new Upserted(created, Upsert.Created);
                continue;
            }

            var change = Upsert.Updated;
            var outcome = await _contacts.UpdateAsync(
                id,
                before =>
                {
                    var after = WithMetadata(before, wish);
                    change = IsUnchanged(before, after) ? Upsert.Unchanged : Upsert.Updated;
                    return after;
                },
                cancellation);
            if (outcome is Outcome<Contact>.Success { Value: var contact })
                return new Upserted(contact, change);
            if (outcome is Outcome<Contact>.Invalid refused)
                return refused.Errors;
        }

        return wish.Errors;
    }

    /// <summary>Prepares many new contacts, with an id each.</summary>
    public async Task<NewContacts> PrepareAsync(IReadOnlyList<ContactChange> wishes, CancellationToken cancellation)
    {
        var contactIds = await ids.NextAsync(Sequence, wishes.Count, cancellation);
        return new NewContacts(_contacts.Prepare([.. wishes.Zip(contactIds, New)]));
    }

    /// <summary>The id of the contact that has a number in E.164, or null.</summary>
    public Task<long?> FindByNumberAsync(string msisdn, CancellationToken cancellation) =>
        _contacts.FindIdAsync(Contact.NumberKey(msisdn), cancellation);

    /// <summary>The contacts that have some numbers in E.164, by their numbers.</summary>
    public async Task<IReadOnlyDictionary<string, Contact>> FindByNumbersAsync(
        IEnumerable<string> msisdns, CancellationToken cancellation) =>
        (await _contacts.FindByKeysAsync([.. msisdns.Select(Contact.NumberKey)], cancellation)).ToDictionary(contact => contact.Msisdn);

    /// <summary>Whether <see cref="UpsertAsync"/> would leave a contact with this number alone.</summary>
    public bool IsAsWished(Contact contact, ContactChange wish) => IsUnchanged(contact, WithMetadata(contact, wish));

    /// <summary>The contact with this id, or null.</summary>
    public Task<Contact?> FindAsync(long id, CancellationToken cancellation) => _contacts.FindAsync(id, cancellation);

    /// <summary>The contacts with these ids, in that order; those that are gone are left out.</summary>
    public Task<IReadOnlyList<Contact>> FindAsync(IEnumerable<long> contactIds, CancellationToken cancellation) =>
        _contacts.FindAsync(contactIds, cancellation);

    /// <summary>Updates a contact.</summary>
    public async Task<Outcome<Contact>> UpdateAsync(long id, ContactChange wish, CancellationToken cancellation)
    {
        try
        {
            return await _contacts.UpdateAsync(id, Updated, cancellation);
        }
        catch (ChangeRejectedException rejected) when (_contacts.IsTaken(rejected))
        {
            return NumberIsTaken();
        }

        Outcome<Contact> Updated(Contact before) =>
            MetadataChange.Update(wish.Metadata, wish.Errors, before.Metadata, metadata => before with
            {
                Msisdn = wish.Msisdn ?? before.Msisdn,
                Metadata = metadata,
                UpdatedAt = clock.GetUtcNow(),
            });
    }

    /// <summary>Deletes a contact, unless it takes part in a callout.</summary>
    public async Task<Outcome<Contact>> DeleteAsync(long id, CancellationToken cancellation)
    {
        var outcome = await _contacts.DeleteAsync(
            id,
            async contact => await uses.AnyAsync(contact.Id, cancellation)
                ? ValidationErrors.Of(
                    ValidationErrors.Base, "Cannot delete record because dependent callout participations exist")
                : null,
            cancellation);
        if (outcome is Outcome<Contact>.Success)
        {
            // Whoever was brought into a callout between the look and the deletion goes with the contact.
            await foreach (var use in uses.ReadAsync(id, cancellation))
                await participations.DeleteAsync(use.ParticipationId, cancellation);
        }

        return outcome;
    }

    /// <summary>The page of contacts that a query asks for.</summary>
    public Task<ListPage<Contact>> PageAsync(Query<Contact> query, CancellationToken cancellation) =>
        _contacts.PageAsync(query, cancellation);

    /// <summary>The contacts for which all conditions hold, by ascending id, from <paramref name="firstId"/> on.</summary>
    public IAsyncEnumerable<Contact> ReadAsync(
        IReadOnlyList<Condition> conditions, long firstId, CancellationToken cancellation) =>
        _contacts.ReadAsync(conditions, firstId, cancellation);

    private static bool IsUnchanged(Contact before, Outcome<Contact> after) =>
        after is Outcome<Contact>.Success { Value: var contact } && ReferenceEquals(contact, before);

    private Outcome<Contact> WithMetadata(Contact before, ContactChange wish) =>
        MetadataChange.Update(wish.Metadata, wish.Errors, before.Metadata, metadata =>
            metadata == before.Metadata ? before : before with { Metadata = metadata, UpdatedAt = clock.GetUtcNow() });

    private static ValidationErrors NumberIsTaken() => ValidationErrors.Of("msisdn", ValidationErrors.Taken);

    /// <summary>Inserts a contact, or answers null where somebody has its number.</summary>
    private async Task<Contact?> TryInsertAsync(ContactChange wish, long id)
    {
        var contact = New(wish, id);
        try
        {
            await _contacts.AddAsync(contact);
            return contact;
        }
        catch (ChangeRejectedException rejected) when (_contacts.IsTaken(rejected))
        {
            return null;
        }
    }

    private Contact New(ContactChange wish, long id)
    {
        var now = clock.GetUtcNow();
        return new Contact
        {
            Id = id,
            Msisdn = wish.Msisdn!,
            Metadata = Document.Write(wish.Metadata?.Metadata ?? []),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
