using System.Globalization;

namespace Switchboard.Telephony;

/// <summary>The settings of telephony.</summary>
public sealed record TelephonyOptions
{
    /// <summary><c>COMMUNICATION_CONNECTION_STRING</c>: ACS with an access key.</summary>
    public string? ConnectionString { get; init; }

    /// <summary><c>COMMUNICATION_ENDPOINT</c>: ACS with the app's managed identity.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>COGNITIVE_SERVICES_ENDPOINT</c>: what turns text into speech during calls.</summary>
    public Uri? CognitiveServicesEndpoint { get; init; }

    /// <summary><c>CALLER_NUMBERS</c>: our own numbers in E.164, separated by commas.</summary>
    public IReadOnlyList<string> CallerNumbers { get; init; } = [];

    /// <summary>
    /// <c>CALLS_PER_CALLER_NUMBER</c>: how many calls may be in flight from each of our numbers (2, as ACS has it for a
    /// new number; more have to be asked for).
    /// </summary>
    public int CallsPerCallerNumber { get; init; } = 2;

    /// <summary><c>PUBLIC_URL</c>: where ACS reaches this application; in Azure, <c>https://</c> and its host name.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// <c>COMMUNICATION_RETRIES</c>: how many times a request to ACS is made again at once where it failed for a while
    /// (3). Whatever still fails is made again by the sweep.
    /// </summary>
    public int Retries { get; init; } = 3;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A value is malformed; the message names the setting.</exception>
    public static TelephonyOptions Read(IConfiguration configuration) => new()
    {
        ConnectionString = Text(configuration, "COMMUNICATION_CONNECTION_STRING"),
        Endpoint = Address(configuration, "COMMUNICATION_ENDPOINT"),
        CognitiveServicesEndpoint = Address(configuration, "COGNITIVE_SERVICES_ENDPOINT"),
        CallerNumbers = Numbers(configuration),
        PublicUrl = Address(configuration, "PUBLIC_URL")
            ?? (Text(configuration, "WEBSITE_HOSTNAME") is { } host ? new Uri($"https://{host}") : null),
        Retries = Number(configuration, "COMMUNICATION_RETRIES", 0, 10, otherwise: 3),
        CallsPerCallerNumber = Number(configuration, "CALLS_PER_CALLER_NUMBER", 1, 500, otherwise: 2),
    };

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : null;

    private static Uri? Address(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new InvalidOperationException($"{name} must be an http(s) address, not '{text}'.");
    }

    private static int Number(IConfiguration configuration, string name, int least, int most, int otherwise)
    {
        if (Text(configuration, name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw new InvalidOperationException($"{name} must be a whole number from {least} to {most}, not '{text}'.");
    }

    private static IReadOnlyList<string> Numbers(IConfiguration configuration) =>
        [.. (Text(configuration, "CALLER_NUMBERS") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => PhoneNumber.Normalize(text)
                ?? throw new InvalidOperationException($"CALLER_NUMBERS: '{text}' is not a phone number in E.164."))
            .Distinct()];
}
