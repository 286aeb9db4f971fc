using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Somebody who can be called. Keys: one partition for all, because a number may occur once among all contacts and
/// lists run over all of them; RowKey is the id. Written in groups, one partition takes thousands of rows a second.
/// </summary>
public sealed record Contact : Row, ICollected
{
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
    public IEnumerable<Term> Terms() => Storage.Terms.Of("metadata", MetadataDocument());

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [NumberKey(Msisdn)];

    /// <summary>The unique key of a contact with this number.</summary>
    public static string NumberKey(string msisdn) => $"msisdn={msisdn}";

    /// <summary>The metadata.</summary>
    public JsonObject MetadataDocument() => Document.Read(Metadata);
}
