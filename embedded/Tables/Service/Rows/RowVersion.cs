using System.Globalization;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>ETags: the moment of the write, which is the row's version, in the form in which Azure writes it.</summary>
internal static class RowVersion
{
    private const string Start = "W/\"datetime'";
    private const string End = "'\"";

    public static string ETag(long version)
    {
        // 2026-03-02T09:00:00.0000000Z, and each colon escaped.
        Span<char> moment = stackalloc char[28];
        new DateTime(version, DateTimeKind.Utc).TryFormat(moment, out _, "O", CultureInfo.InvariantCulture);
        return $"{Start}{moment[..13]}%3A{moment[14..16]}%3A{moment[17..]}{End}";
    }

    /// <summary>The version an If-Match asks for; null for any.</summary>
    /// <exception cref="TableFailureException">It is no ETag of this service.</exception>
    public static long? Parse(string? ifMatch)
    {
        if (ifMatch is null or "*")
            return null;
        if (!ifMatch.StartsWith(Start, StringComparison.Ordinal) || !ifMatch.EndsWith(End, StringComparison.Ordinal)
            || ifMatch.Length <= Start.Length + End.Length)
        {
            throw Invalid(ifMatch);
        }

        var moment = Uri.UnescapeDataString(ifMatch[Start.Length..^End.Length]);
        return EdmMoment.TryParse(moment, out var version) ? version : throw Invalid(ifMatch);
    }

    private static TableFailureException Invalid(string ifMatch) => new(new TableFailure(
        400,
        "InvalidInput",
        $"The etag value '{ifMatch}' specified in one of the request headers is not valid. Please make sure only one "
        + "etag value is specified and is valid."));
}
