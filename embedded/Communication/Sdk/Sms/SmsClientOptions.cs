using Azure.Core;

namespace Switchboard.Embedded.Communication.Sms;

/// <summary>Options of <see cref="SmsClient"/>: retries, transport, policies.</summary>
public class SmsClientOptions : ClientOptions
{
    internal const ServiceVersion LatestVersion = ServiceVersion.V2021_03_07;

    /// <summary>Options for a version of the service.</summary>
    public SmsClientOptions(ServiceVersion version = LatestVersion) => ApiVersion = version switch
    {
        ServiceVersion.V2021_03_07 => "2021-03-07",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>A version of the service.</summary>
    public enum ServiceVersion
    {
#pragma warning disable CA1707 // The name is the service's.
        /// <summary>2021-03-07.</summary>
        V2021_03_07 = 1,
#pragma warning restore CA1707
    }

    internal string ApiVersion { get; }
}
