using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The wish that a contact takes part in a callout.</summary>
/// <param name="ContactId">The contact; 0 where what was sent is no id.</param>
/// <param name="Msisdn">The number to call in E.164; null for the contact's own.</param>
/// <param name="Metadata">The metadata.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record ParticipationWish(long ContactId, string? Msisdn, MetadataChange? Metadata, ValidationErrors Errors)
{
    /// <summary>Reads the wish.</summary>
    public static ParticipationWish From(JsonObject parameters)
    {
        var errors = new ValidationErrors();
        _ = ApiIds.TryParse(parameters.Text("contact_id"), out var contactId);
        string? msisdn = null;
        if (parameters.Has("msisdn") && parameters.Text("msisdn") is not "")
        {
            msisdn = PhoneNumber.Normalize(parameters.Text("msisdn") ?? "");
            errors.AddIf(msisdn is null, "msisdn", ValidationErrors.InvalidNumber);
        }

        return new ParticipationWish(contactId, msisdn, MetadataChange.Read(parameters, errors), errors);
    }
}
