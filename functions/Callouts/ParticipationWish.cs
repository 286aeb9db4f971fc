using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>What a request wants of a contact's part in a callout; what it does not mention is null.</summary>
/// <param name="ContactId">The contact; 0 where what was sent is no id. Who takes part stays the same.</param>
/// <param name="Msisdn">The number to call in E.164; null for the contact's own, or for the one that is there.</param>
/// <param name="SetsFlow">Whether the flow is mentioned.</param>
/// <param name="Flow">The flow; null for the callout's.</param>
/// <param name="Metadata">The change of the metadata.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record ParticipationWish(
    long ContactId, string? Msisdn, bool SetsFlow, string? Flow, MetadataChange? Metadata, ValidationErrors Errors)
{
    private const string NumberName = "msisdn";
    private const string FlowName = "call_flow_logic";

    /// <summary>The wish that a contact takes part. An empty number is the contact's own.</summary>
    public static ParticipationWish ToCreate(JsonObject parameters) => Read(parameters, numberRequired: false);

    /// <summary>The wish to change a participation: if its number is mentioned, it must be one.</summary>
    public static ParticipationWish ToUpdate(JsonObject parameters) =>
        Read(parameters, numberRequired: parameters.Has(NumberName));

    /// <summary>The participation as it is wanted.</summary>
    public Outcome<Participation> Change(Participation before, DateTimeOffset now) =>
        MetadataChange.Update(Metadata, Errors, before.Metadata, metadata => before.WithNumber(Msisdn ?? before.Msisdn) with
        {
            CallFlowLogic = SetsFlow ? Flow : before.CallFlowLogic,
            Metadata = metadata,
            UpdatedAt = now,
        });

    private static ParticipationWish Read(JsonObject parameters, bool numberRequired)
    {
        var errors = new ValidationErrors();
        _ = ApiIds.TryParse(parameters.Text("contact_id"), out var contactId);
        return new ParticipationWish(
            contactId,
            ReadNumber(parameters, numberRequired, errors),
            parameters.Has(FlowName),
            ReadFlow(parameters, errors),
            MetadataChange.Read(parameters, errors),
            errors);
    }

    private static string? ReadNumber(JsonObject parameters, bool required, ValidationErrors errors)
    {
        if (IsEmpty(parameters, NumberName))
        {
            errors.AddIf(required, NumberName, ValidationErrors.Blank);
            return null;
        }

        var msisdn = PhoneNumber.Normalize(parameters.Text(NumberName) ?? "");
        errors.AddIf(msisdn is null, NumberName, ValidationErrors.InvalidNumber);
        return msisdn;
    }

    private static string? ReadFlow(JsonObject parameters, ValidationErrors errors)
    {
        if (IsEmpty(parameters, FlowName))
            return null;
        var flow = parameters.Text(FlowName);
        errors.AddIf(CallFlow.Find(flow ?? "") is null, FlowName, ValidationErrors.NotIncluded);
        return flow;
    }

    private static bool IsEmpty(JsonObject parameters, string name) => parameters[name] is null || parameters.Text(name) is "";
}
