namespace Switchboard.Embedded.Communication.Service;

/// <summary>Who may be in a call: telephones, and users of the resource, such as agents in a browser.</summary>
internal static class Identifiers
{
    private const string UserPrefix = "8:acs:";

    /// <summary>The number or the user's id in an identifier.</summary>
    public static string Read(RequestBody identifier) =>
        (identifier.Object("communicationUser")?.RequiredText("id") ?? identifier.Text("rawId")) is { } id
        && id.StartsWith(UserPrefix, StringComparison.Ordinal)
            ? id
            : PhoneNumbers.Read(identifier);

    public static object Write(string who) => IsUser(who)
        ? new { kind = "communicationUser", rawId = who, communicationUser = new { id = who } }
        : PhoneNumbers.Write(who);

    public static string RawIdOf(string who) => IsUser(who) ? who : "4:" + who;

    public static bool IsUser(string who) => who.StartsWith(UserPrefix, StringComparison.Ordinal);
}
