using Azure.Core;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Options of <see cref="CallAutomationClient"/>: retries, transport, policies.</summary>
public class CallAutomationClientOptions : ClientOptions
{
    internal const ServiceVersion LatestVersion = ServiceVersion.V2025_06_15;

    /// <summary>Options for a version of the service.</summary>
    public CallAutomationClientOptions(ServiceVersion version = LatestVersion) => ApiVersion = version switch
    {
        ServiceVersion.V2023_03_06 => "2023-03-06",
        ServiceVersion.V2023_10_15 => "2023-10-15",
        ServiceVersion.V2024_04_15 => "2024-04-15",
        ServiceVersion.V2024_09_15 => "2024-09-15",
        ServiceVersion.V2025_05_15 => "2025-05-15",
        ServiceVersion.V2025_06_15 => "2025-06-15",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>A version of the service.</summary>
    public enum ServiceVersion
    {
#pragma warning disable CA1707 // The names are the service's.
        /// <summary>2023-03-06.</summary>
        V2023_03_06 = 1,

        /// <summary>2023-10-15.</summary>
        V2023_10_15 = 2,

        /// <summary>2024-04-15.</summary>
        V2024_04_15 = 3,

        /// <summary>2024-09-15.</summary>
        V2024_09_15 = 4,

        /// <summary>2025-05-15.</summary>
        V2025_05_15 = 5,

        /// <summary>2025-06-15.</summary>
        V2025_06_15 = 6,
#pragma warning restore CA1707
    }

    /// <summary>The user in whose name calls are made; by default the resource's own.</summary>
    public CommunicationUserIdentifier? Source { get; set; }

    internal string ApiVersion { get; }
}
