using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>
/// Somebody who waits to be called back. Keys: one partition for all, which are listed together; RowKey is the id. Beside
/// it in the partition are its notes, once there are several (<see cref="Note"/>), and the mails about it that are not on
/// their way yet.
/// </summary>
public sealed record Callback : Row, ICollected
{
    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The account number.</summary>
    public long Ddi { get; set; }

    /// <summary>Whom to ask for.</summary>
    public string Name { get; set; } = "";

    /// <summary>The number to call: country code and national number, as one number.</summary>
    public long Phone { get; set; }

    /// <summary>The ticket that it is about, if there is one.</summary>
    public long? Ticket { get; set; }

    /// <summary>What the person uses: windows, linux.</summary>
    public string Platform { get; set; } = "";

    /// <summary>What the latest note says that says anything.</summary>
    public string Details { get; set; } = "";

    /// <summary>The status since the latest note.</summary>
    public string Status { get; set; } = "";

    /// <summary>How many notes there are.</summary>
    public long Notes { get; set; }

    /// <summary>The thread of the mails about it; null until there is one.</summary>
    public Guid? Thread { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the latest note was added.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The term by which callbacks with this ticket, or without any, are found.</summary>
    public static Term TicketTerm(long? ticket) =>
        ticket is { } number ? Storage.Terms.Of("ticket", number) : Storage.Terms.Of("ticket", "");

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
    [
        Storage.Terms.Of("status", Status),
        Storage.Terms.Of("platform", Platform),
        Storage.Terms.Of("ddi", Ddi),
        TicketTerm(Ticket),
    ];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [];
}
