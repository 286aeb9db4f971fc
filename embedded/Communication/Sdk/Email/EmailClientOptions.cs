using Azure.Core;

namespace Switchboard.Embedded.Communication.Email;

/// <summary>Options of <see cref="EmailClient"/>: retries, transport, policies.</summary>
public class EmailClientOptions : ClientOptions
{
    internal const ServiceVersion LatestVersion = ServiceVersion.V2025_09_01;

    /// <summary>Options for a version of the service.</summary>
    public EmailClientOptions(ServiceVersion version = LatestVersion) => ApiVersion = version switch
    {
        ServiceVersion.V2021_10_01_Preview => "2021-10-01-preview",
        ServiceVersion.V2023_01_15_Preview => "2023-01-15-preview",
        ServiceVersion.V2023_03_31 => "2023-03-31",
        ServiceVersion.V2024_07_01_Preview => "2024-07-01-preview",
        ServiceVersion.V2025_09_01 => "2025-09-01",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>A version of the service.</summary>
    public enum ServiceVersion
    {
#pragma warning disable CA1707 // The names are the service's.
        /// <summary>2021-10-01-preview.</summary>
        V2021_10_01_Preview = 1,

        /// <summary>2023-01-15-preview.</summary>
        V2023_01_15_Preview = 2,

        /// <summary>2023-03-31.</summary>
        V2023_03_31 = 3,

        /// <summary>2024-07-01-preview.</summary>
        V2024_07_01_Preview = 4,

        /// <summary>2025-09-01.</summary>
        V2025_09_01 = 5,
#pragma warning restore CA1707
    }

    internal string ApiVersion { get; }
}
