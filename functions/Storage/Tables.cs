namespace Switchboard.Storage;

/// <summary>The application's tables, one a kind of thing. What lies in each is written down in its entities' files.</summary>
public sealed class Tables(TableServiceClient service)
{
    /// <summary>How far the ids of each kind are given out.</summary>
    public TableClient Sequences { get; } = service.GetTableClient("sequences");

    /// <summary>Whose ids are, of things that lie in many partitions.</summary>
    public TableClient IdOwners { get; } = service.GetTableClient("idowners");

    /// <summary>Secrets that the application made for itself.</summary>
    public TableClient Secrets { get; } = service.GetTableClient("secrets");

    /// <summary>People who can be called.</summary>
    public TableClient Contacts { get; } = service.GetTableClient("contacts");

    /// <summary>Which callouts a contact takes part in.</summary>
    public TableClient ContactUses { get; } = service.GetTableClient("contactuses");

    /// <summary>Callouts.</summary>
    public TableClient Callouts { get; } = service.GetTableClient("callouts");

    /// <summary>Callout populations.</summary>
    public TableClient CalloutPopulations { get; } = service.GetTableClient("calloutpopulations");

    /// <summary>Calls, with what their owners count and change together with them.</summary>
    public TableClient Ledgers { get; } = service.GetTableClient("ledgers");

    /// <summary>Our own numbers, and who may call from them.</summary>
    public TableClient CallerNumbers { get; } = service.GetTableClient("callernumbers");

    /// <summary>Who may use what needs a name: customers and staff.</summary>
    public TableClient Users { get; } = service.GetTableClient("users");

    /// <summary>Callbacks, their notes and the mails about them that are not on their way yet.</summary>
    public TableClient Callbacks { get; } = service.GetTableClient("callbacks");

    /// <summary>Tickets, their replies and the mails about them that are not on their way yet.</summary>
    public TableClient Tickets { get; } = service.GetTableClient("tickets");

    /// <summary>Mails and text messages, with what became of them.</summary>
    public TableClient Messages { get; } = service.GetTableClient("messages");

    /// <summary>Makes the tables that do not exist yet.</summary>
    internal Task CreateAsync(CancellationToken cancellation) => Task.WhenAll(
        new[]
        {
            Sequences, IdOwners, Secrets, Contacts, ContactUses, Callouts, CalloutPopulations, Ledgers, CallerNumbers,
            Users, Callbacks, Tickets, Messages,
        }
            .Select(table => table.CreateIfNotExistsAsync(cancellation)));
}
