using System.Runtime.CompilerServices;
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

    /// <summary>A page of the contacts that a filter means, by ascending id.</summary>
    public async Task<ListPage<Contact>> PageAsync(
        ContactFilter filter, long skip, int count, CancellationToken cancellation)
    {
        if (filter.Msisdns.Count == 0 && filter.Absent.Count == 0)
            return await _contacts.PageAsync(filter.Terms, skip, count, cancellation);

        var total = 0L;
        var page = new List<Contact>(count);
        await foreach (var contact in ReadAsync(filter, 0, cancellation))
        {
            if (total++ >= skip && page.Count < count)
                page.Add(contact);
        }

        return new ListPage<Contact>(page, total);
    }

    /// <summary>The contacts that a filter means, by ascending id, from <paramref name="firstId"/> on.</summary>
    public IAsyncEnumerable<Contact> ReadAsync(ContactFilter filter, long firstId, CancellationToken cancellation)
    {
        var candidates = filter switch
        {
            { Msisdns: [var msisdn, ..] } => FindByNumberAsync(msisdn, firstId, cancellation),
            { Terms.Count: > 0 } => FindByTermsAsync(filter, firstId, cancellation),
            _ => _contacts.ReadAsync(firstId, cancellation: cancellation),
        };
        return candidates.Where(filter.Matches);
    }

    private async IAsyncEnumerable<Contact> FindByNumberAsync(
        string msisdn, long firstId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await _contacts.FindIdAsync(Contact.NumberKey(msisdn), cancellation) is { } id && id >= firstId
            && await _contacts.FindAsync(id, cancellation) is { } contact)
            yield return contact;
    }

    private async IAsyncEnumerable<Contact> FindByTermsAsync(
        ContactFilter filter, long firstId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in _contacts.IdsAsync(filter.Terms, firstId, cancellation).Chunk(100).WithCancellation(cancellation))
        {
            foreach (var contact in await _contacts.FindAsync(chunk, cancellation))
                yield return contact;
        }
    }
}
