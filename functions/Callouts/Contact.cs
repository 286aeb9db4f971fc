using System.Globalization;
using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Somebody who can be called. Keys: one partition for all, because a number may occur once among all contacts and
/// lists run over all of them; ten share a row (<see cref="SharedRows{T}"/>), because they come by the million and seldom
/// change. Written in groups, one partition takes thousands of rows a second.
/// </summary>
public sealed record Contact : Row, ICollected
{
    /// <summary>How a contact lies in a row: the number, the two times and the stamp, then the metadata.</summary>
    internal static readonly Packing<Contact> Packing = new(contact => contact.Head(), contact => contact.Metadata, Read);

    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The phone number in E.164.</summary>
    public string Msisdn { get; set; } = "";

    /// <summary>What the user knows about the contact, as JSON.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() => Storage.Terms.OfDocument("metadata", Metadata);

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [NumberKey(Msisdn)];

    /// <summary>The unique key of a contact with this number.</summary>
    public static string NumberKey(string msisdn) => $"msisdn={msisdn}";

    /// <summary>The metadata.</summary>
    public JsonObject MetadataDocument() => Document.Read(Metadata);

    private string Head()
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{Msisdn} {CreatedAt.UtcTicks} {UpdatedAt.UtcTicks}");
        return Stamp is null ? head : $"{head} {Stamp}";
    }

    private static Contact Read(long id, string head, string metadata)
    {
        var parts = head.Split(' ');
        return new Contact
        {
            Id = id,
            Msisdn = parts[0],
            Metadata = metadata,
            CreatedAt = Moment(parts[1]),
            UpdatedAt = Moment(parts[2]),
            Stamp = parts.ElementAtOrDefault(3),
        };
    }

    private static DateTimeOffset Moment(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
