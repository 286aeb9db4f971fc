using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>The versions of the protocol that are spoken here.</summary>
internal static class ApiVersions
{
    private static readonly HashSet<string> Calling =
        ["2023-03-06", "2023-10-15", "2024-04-15", "2024-09-15", "2025-05-15", "2025-06-15", "2026-03-12"];

    private static readonly HashSet<string> Sms = ["2021-03-07", "2025-05-29-preview", "2026-01-23"];

    private static readonly HashSet<string> Email =
        ["2021-10-01-preview", "2023-01-15-preview", "2023-03-31", "2024-07-01-preview", "2025-09-01"];

    public static void Check(HttpRequest request)
    {
        var known = request.Path.StartsWithSegments("/calling") ? Calling
            : request.Path.StartsWithSegments("/sms") || request.Path.StartsWithSegments("/deliveryReports") ? Sms
            : Email;
        var version = request.Query["api-version"].FirstOrDefault();
        if (version is null || !known.Contains(version))
            throw ServiceError.UnknownVersion(version);
    }
}
