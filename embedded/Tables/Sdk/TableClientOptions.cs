using Azure.Core;

namespace Switchboard.Embedded.Tables;

/// <summary>How clients of the Table service talk to it.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Options with which the client asks for <paramref name="serviceVersion"/>.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        VersionString = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };
        Diagnostics.LoggedHeaderNames.Add("DataServiceVersion");
        foreach (var parameter in (ReadOnlySpan<string>)["$format", "$filter", "$top", "$select"])
            Diagnostics.LoggedQueryParameters.Add(parameter);
    }

    /// <summary>The versions of the Table service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06, the first with Microsoft Entra authentication.</summary>
        V2020_12_06 = 2,
    }

    /// <summary>Ask the service which tenant issues its tokens.</summary>
    public bool EnableTenantDiscovery { get; set; }

    /// <summary>For whom tokens are asked; null: the public cloud's storage accounts.</summary>
    public TableAudience? Audience { get; set; }

    internal string VersionString { get; }
}
