using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Callouts;

/// <summary>A participation as the API shows it: the keys of Somleng SCFM, then our own.</summary>
public sealed record ParticipationJson(
    long Id,
    long CalloutId,
    long ContactId,
    long? CalloutPopulationId,
    string Msisdn,
    JsonObject Metadata,
    bool Answered,
    int PhoneCallsCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? LastPhoneCallStatus,
    DateTimeOffset? LastCalledAt,
    DateTimeOffset? AnsweredAt,
    string? CallFlowLogic)
{
    /// <summary>Shows a participation.</summary>
    public static ParticipationJson From(Participation participation) => new(
        participation.Id,
        participation.CalloutId,
        participation.ContactId,
        participation.CalloutPopulationId,
        participation.Msisdn,
        participation.MetadataDocument(),
        participation.AnsweredAt is not null,
        participation.PhoneCallsCount,
        participation.CreatedAt,
        participation.UpdatedAt,
        participation.LastResult is { } result ? JsonNamingPolicy.SnakeCaseLower.ConvertName(result) : null,
        participation.LastCalledAt,
        participation.AnsweredAt,
        participation.CallFlowLogic);
}
