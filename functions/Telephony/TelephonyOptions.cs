using System.ComponentModel.DataAnnotations;

namespace Switchboard.Telephony;

/// <summary>The settings of telephony.</summary>
public sealed record TelephonyOptions : IValidatableObject
{
    /// <summary><c>COMMUNICATION_CONNECTION_STRING</c>: ACS with an access key.</summary>
    [ConfigurationKeyName("COMMUNICATION_CONNECTION_STRING"), CommunicationConnectionString]
    public string? ConnectionString { get; init; }

    /// <summary><c>COMMUNICATION_ENDPOINT</c>: ACS with the app's managed identity.</summary>
    [ConfigurationKeyName("COMMUNICATION_ENDPOINT"), HttpAddress]
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// <c>COMMUNICATION_RESOURCE_ID</c>: the immutable id of the ACS resource, for which the tokens must be that come
    /// with the events of calls.
    /// </summary>
    [ConfigurationKeyName("COMMUNICATION_RESOURCE_ID")]
    public Guid? ResourceId { get; init; }

    /// <summary><c>COGNITIVE_SERVICES_ENDPOINT</c>: what turns text into speech during calls.</summary>
    [ConfigurationKeyName("COGNITIVE_SERVICES_ENDPOINT"), HttpAddress]
    public Uri? CognitiveServicesEndpoint { get; init; }

    /// <summary><c>CALLER_NUMBERS</c>: our own numbers in E.164, separated by commas.</summary>
    [ConfigurationKeyName("CALLER_NUMBERS"), PhoneNumbers]
    public string? CallerNumberList { get; init; }

    /// <summary>Our own numbers.</summary>
    public IReadOnlyList<string> CallerNumbers => field ??= [.. PhoneNumbersAttribute.In(CallerNumberList).OfType<string>().Distinct()];

    /// <summary>
    /// <c>CALLS_PER_CALLER_NUMBER</c>: how many calls may be in flight from each of our numbers (2, as ACS has it for a
    /// new number; more have to be asked for).
    /// </summary>
    [ConfigurationKeyName("CALLS_PER_CALLER_NUMBER"), Range(1, 500)]
    public int CallsPerCallerNumber { get; init; } = 2;

    /// <summary><c>PUBLIC_URL</c>: where ACS reaches this application, unless that is the app's own host name.</summary>
    [ConfigurationKeyName("PUBLIC_URL"), HttpAddress]
    public Uri? OwnUrl { get; init; }

    /// <summary><c>WEBSITE_HOSTNAME</c>: the app's host name, which Azure sets.</summary>
    [ConfigurationKeyName("WEBSITE_HOSTNAME")]
    public string? HostName { get; init; }

    /// <summary>Where ACS reaches this application; null if nobody said.</summary>
    public Uri? PublicUrl => OwnUrl ?? (HostName is null ? null : new Uri($"https://{HostName}"));

    /// <summary>
    /// <c>COMMUNICATION_RETRIES</c>: how many times a request to ACS is made again at once where it failed for a while
    /// (3). Whatever still fails is made again by the sweep.
    /// </summary>
    [ConfigurationKeyName("COMMUNICATION_RETRIES"), Range(0, 10)]
    public int Retries { get; init; } = 3;

    /// <summary>
    /// <c>SIGNING_KEY</c>: signs the addresses at which ACS reports on calls; without one, the application makes one up.
    /// </summary>
    [ConfigurationKeyName("SIGNING_KEY")]
    public string? SigningKey { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Endpoint is not null && ResourceId is null
            ? [new("COMMUNICATION_ENDPOINT needs COMMUNICATION_RESOURCE_ID beside it: it says whose events to believe.")]
            : [];
}
