using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Many new contacts, ready to be written.</summary>
public sealed class NewContacts
{
    private readonly Additions<Contact> _additions;

    internal NewContacts(Additions<Contact> additions) => _additions = additions;

    /// <summary>Writes those whose numbers nobody has.</summary>
    /// <returns>Their numbers.</returns>
    public async Task<IReadOnlySet<string>> WriteAsync()
    {
        var numbers = _additions.Things.Select(contact => contact.Msisdn).ToHashSet();
        foreach (var refused in await _additions.WriteAsync())
            numbers.Remove(refused.Msisdn);
        return numbers;
    }
}
