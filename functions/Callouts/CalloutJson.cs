using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>A callout as the API shows it: the keys of Somleng SCFM, then our own.</summary>
public sealed record CalloutJson(
    long Id,
    CalloutStatus Status,
    JsonObject Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    JsonObject Settings,
    string CallFlowLogic,
    string? AudioUrl)
{
    /// <summary>Shows a callout.</summary>
    public static CalloutJson From(Callout callout)
    {
        var sent = Document.Read(callout.Settings);
        return new CalloutJson(
            callout.Id,
            callout.Status,
            callout.MetadataDocument(),
            callout.CreatedAt,
            callout.UpdatedAt,
            sent,
            Sent("call_flow_logic") ?? CalloutSettings.Of(callout).Flow,
            Sent("audio_url"));

        string? Sent(string name) => sent.Text(name) is { Length: > 0 } text ? text : null;
    }
}
