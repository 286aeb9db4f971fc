using System.Text.Json;

namespace Switchboard.Embedded.Communication.Pipeline;

/// <summary>Identifiers as the service writes and reads them.</summary>
internal static class IdentifierJson
{
    public static object Write(CommunicationIdentifier identifier) => identifier switch
    {
        PhoneNumberIdentifier phone => new
        {
            kind = "phoneNumber",
            rawId = phone.RawId,
            phoneNumber = new { value = phone.PhoneNumber },
        },
        CommunicationUserIdentifier user => new
        {
            kind = "communicationUser",
            rawId = user.RawId,
            communicationUser = new { id = user.Id },
        },
        _ => new { kind = "unknown", rawId = identifier.RawId },
    };

    // Not every sender gives the kind; what is there decides then.
    public static CommunicationIdentifier? Read(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } identifier)
            return null;

        var rawId = identifier.Text("rawId");
        if (identifier.Child("phoneNumber")?.Text("value") is { Length: > 0 } number)
            return new PhoneNumberIdentifier(number, rawId);
        if (identifier.Child("communicationUser")?.Text("id") is { Length: > 0 } user)
            return new CommunicationUserIdentifier(user);
        return string.IsNullOrEmpty(rawId) ? null : CommunicationIdentifier.FromRawId(rawId);
    }
}
