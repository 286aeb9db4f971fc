using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>A callout as the API shows it: the keys of Somleng SCFM, then our own.</summary>
public sealed record CalloutJson(
    long Id, CalloutStatus Status, JsonObject Metadata, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, JsonObject Settings)
{
    /// <summary>Shows a callout.</summary>
    public static CalloutJson From(Callout callout) => new(
        callout.Id, callout.Status, callout.MetadataDocument(), callout.CreatedAt, callout.UpdatedAt, Document.Read(callout.Settings));
}
