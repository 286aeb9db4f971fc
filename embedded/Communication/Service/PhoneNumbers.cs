using System.Text.RegularExpressions;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Telephone numbers and the identifiers that hold them.</summary>
internal static partial class PhoneNumbers
{
    public static bool IsE164(string number) => E164().IsMatch(number);

    /// <summary>The number in <c>{"kind":"phoneNumber","phoneNumber":{"value":"+44…"}}</c>.</summary>
    public static string Read(RequestBody identifier)
    {
        var number = identifier.Object("phoneNumber")?.RequiredText("value")
            ?? FromRawId(identifier.Text("rawId"))
            ?? throw ServiceError.InvalidArgument(
                $"{identifier.PathOf("phoneNumber")} is required: only telephones can be called.");
        return IsE164(number)
            ? number
            : throw ServiceError.InvalidArgument(
                $"{identifier.PathOf("phoneNumber.value")} is not a number in E.164 format.");
    }

    public static object Write(string number) => new
    {
        kind = "phoneNumber",
        rawId = "4:" + number,
        phoneNumber = new { value = number },
    };

    private static string? FromRawId(string? rawId) =>
        rawId?.StartsWith("4:", StringComparison.Ordinal) == true ? rawId[2..] : null;

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}\z")]
    private static partial Regex E164();
}
