using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>What a request wants of a contact; what it does not mention is null.</summary>
/// <param name="Msisdn">The number in E.164.</param>
/// <param name="Metadata">The change of the metadata.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record ContactChange(string? Msisdn, MetadataChange? Metadata, ValidationErrors Errors)
{
    /// <summary>The wish to create a contact: it must have a number.</summary>
    public static ContactChange ToCreate(JsonObject parameters) => Read(parameters, numberRequired: true);

    /// <summary>The wish to update a contact.</summary>
    public static ContactChange ToUpdate(JsonObject parameters) => Read(parameters, numberRequired: parameters.Has("msisdn"));

    private static ContactChange Read(JsonObject parameters, bool numberRequired)
    {
        var errors = new ValidationErrors();
        var msisdn = numberRequired ? ReadNumber(parameters.Text("msisdn") ?? "", errors) : null;
        return new ContactChange(msisdn, MetadataChange.Read(parameters, errors), errors);
    }

    private static string? ReadNumber(string text, ValidationErrors errors)
    {
        if (errors.AddIf(!PhoneNumber.HasDigits(text), "msisdn", ValidationErrors.Blank))
            return null;
        var number = PhoneNumber.Normalize(text);
        errors.AddIf(number is null, "msisdn", ValidationErrors.InvalidNumber);
        return number;
    }
}
