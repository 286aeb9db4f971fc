using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>What the embedded communication service needs to know.</summary>
internal sealed record CommunicationSettings
{
    /// <summary>The access key of every embedded resource. It protects nothing: the port is on loopback.</summary>
    public const string WellKnownAccessKey = "U3dpdGNoYm9hcmQncyBlbWJlZGRlZCBjb21tdW5pY2F0aW9uIHNlcnZpY2U=";

    /// <summary>The key, in base64, with which requests must be signed.</summary>
    public string AccessKey { get; init; } = WellKnownAccessKey;

    /// <summary>The seed of everything random in the phone network.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether every request to send mail fails with 503.</summary>
    public bool EmailDown { get; init; }

    /// <summary>What goes wrong until the control API says otherwise.</summary>
    public Faults Faults { get; init; } = Faults.None;

    /// <summary>What ordinary people are like until the control API says otherwise.</summary>
    public PeopleProfile People { get; init; } = PeopleProfile.AnyHour;

    /// <summary>Whom Event Grid tells of delivery reports and incoming calls; null for nobody.</summary>
    public Uri? EventGridEndpoint { get; init; }

    /// <summary>Who is asked, where nobody is named, whether they want to be told; null for nobody.</summary>
    public Uri? AssumedSubscriber { get; init; }

    /// <summary>The connection string of the service on a port of this machine.</summary>
    public static string ConnectionString(int port) =>
        $"endpoint=http://127.0.0.1:{port}/;accesskey={WellKnownAccessKey}";
}
