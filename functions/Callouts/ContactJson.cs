using System.Text.Json.Nodes;

namespace Switchboard.Callouts;

/// <summary>A contact as the API shows it.</summary>
public sealed record ContactJson(
    long Id, string Msisdn, JsonObject Metadata, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Shows a contact.</summary>
    public static ContactJson From(Contact contact) =>
        new(contact.Id, contact.Msisdn, contact.MetadataDocument(), contact.CreatedAt, contact.UpdatedAt);
}
