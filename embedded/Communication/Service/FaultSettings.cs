using System.Text;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Faults as the control API and the setting <c>SIMULATOR_FAULTS</c> write them:
/// <c>{"lostEvents":0.2,"throttledRequests":0.05,"callsPerNumber":2}</c>. What is not named does not happen.
/// </summary>
internal static class FaultSettings
{
    private const int HighestLimit = 1_000_000;
    private const int LongestRetryAfter = 3_600;

    private static readonly string[] Names =
    [
        "duplicateEvents", "reorderEvents", "delayEvents", "earlyEvents", "lostEvents", "createCallUnavailable",
        "throttledRequests", "failedRequests", "unavailableRequests", "droppedConnections", "slowAnswers",
        "throttledTables", "retryAfterSeconds", "blockedCallers", "callsPerNumber", "smsPerMinute", "emailsPerMinute",
        "emailsPerHour", "emailStatusesPerMinute", "azureLimits",
    ];

    public static Faults Read(RequestBody body)
    {
        PersonScript.CheckNames(body, Names);
        var faults = new Faults
        {
            DuplicateEvents = Probability(body, "duplicateEvents"),
            ReorderEvents = Probability(body, "reorderEvents"),
            DelayEvents = Probability(body, "delayEvents"),
            EarlyEvents = Probability(body, "earlyEvents"),
            LostEvents = Probability(body, "lostEvents"),
            CreateCallUnavailable = Probability(body, "createCallUnavailable"),
            ThrottledRequests = Probability(body, "throttledRequests"),
            FailedRequests = Probability(body, "failedRequests"),
            UnavailableRequests = Probability(body, "unavailableRequests"),
            DroppedConnections = Probability(body, "droppedConnections"),
            SlowAnswers = Probability(body, "slowAnswers"),
            ThrottledTables = Probability(body, "throttledTables"),
            RetryAfterSeconds = body.Number("retryAfterSeconds", 0, LongestRetryAfter),
            BlockedCallers = body.Texts("blockedCallers") is { Count: > 0 } callers ? callers : Faults.None.BlockedCallers,
            CallsPerNumber = body.Number("callsPerNumber", 1, HighestLimit),
            SmsPerMinute = body.Number("smsPerMinute", 1, HighestLimit),
            EmailsPerMinute = body.Number("emailsPerMinute", 1, HighestLimit),
            EmailsPerHour = body.Number("emailsPerHour", 1, HighestLimit),
            EmailStatusesPerMinute = body.Number("emailStatusesPerMinute", 1, HighestLimit),
        };
        return body.Flag("azureLimits") == true ? faults.WithAzureLimits() : faults;
    }

    /// <summary>Reads the setting.</summary>
    /// <exception cref="FormatException">It says something else than which faults there are.</exception>
    public static Faults Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return Faults.None;
        try
        {
            return Read(RequestBody.Parse(Encoding.UTF8.GetBytes(json)));
        }
        catch (ServiceError invalid)
        {
            throw new FormatException(invalid.Message, invalid);
        }
    }

    private static double Probability(RequestBody body, string name) => body.Fraction(name, 0, 1) ?? 0;
}
