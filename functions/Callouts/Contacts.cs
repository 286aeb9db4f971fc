using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The contacts.</summary>
public sealed class Contacts(
    Tables tables, PartitionWriters writers, IdSequence ids, ContactUses uses, TimeProvider clock)
{
    private readonly Collection<Contact> _contacts = new(writers, tables.Contacts, "contacts");

    /// <summary>Creates a contact.</summary>
    public async Task<Outcome<Contact>> CreateAsync(ContactChange wish, CancellationToken cancellation)
    {
        if (wish.Errors.Any)
            return wish.Errors;

        var now = clock.GetUtcNow();
        var contact = new Contact
        {
            Id = await ids.NextAsync("contacts", cancellation),
            Msisdn = wish.Msisdn!,
            Metadata = Document.Write(wish.Metadata ?? []),
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await _contacts.Writer.CommitAsync(_contacts.Insert(new Change(), contact));
            return contact;
        }
        catch (ChangeRejectedException rejected) when (_contacts.IsTaken(rejected))
        {
            return ValidationErrors.Of("msisdn", ValidationErrors.Taken);
        }
    }

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
            return ValidationErrors.Of("msisdn", ValidationErrors.Taken);
        }

        Outcome<Contact> Updated(Contact before) => wish.Errors.Any
            ? wish.Errors
            : before with
            {
                Msisdn = wish.Msisdn ?? before.Msisdn,
                Metadata = wish.Metadata is { } metadata ? Document.Write(metadata) : before.Metadata,
                UpdatedAt = clock.GetUtcNow(),
            };
    }

    /// <summary>Deletes a contact, unless it takes part in a callout.</summary>
    public Task<Outcome<Contact>> DeleteAsync(long id, CancellationToken cancellation) => _contacts.DeleteAsync(
        id,
        async contact => await uses.AnyAsync(contact.Id, cancellation)
            ? ValidationErrors.Of(
                ValidationErrors.Base, "Cannot delete record because dependent callout participations exist")
            : null,
        cancellation);

    /// <summary>The page of contacts that a query asks for.</summary>
    public Task<ListPage<Contact>> PageAsync(Query<Contact> query, CancellationToken cancellation) =>
        _contacts.PageAsync(query, cancellation);

    /// <summary>The contacts for which all conditions hold, by ascending id, from <paramref name="firstId"/> on.</summary>
    public IAsyncEnumerable<Contact> ReadAsync(
        IReadOnlyList<Condition> conditions, long firstId, CancellationToken cancellation) =>
        _contacts.ReadAsync(conditions, firstId, cancellation);
}
