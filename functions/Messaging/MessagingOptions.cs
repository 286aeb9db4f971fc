using System.ComponentModel.DataAnnotations;

namespace Switchboard.Messaging;

/// <summary>
/// The settings of mail and text messages. How ACS is reached, and the number that text messages come from, are those of
/// telephony.
/// </summary>
public sealed record MessagingOptions
{
    private const int Most = 1_000_000;

    /// <summary><c>EMAIL_SENDER</c>: the address that mails come from; ACS must know it (MailFrom).</summary>
    [ConfigurationKeyName("EMAIL_SENDER"), EmailAddress(ErrorMessage = "{0} must be a mail address.")]
    public string? Sender { get; init; }

    /// <summary><c>EMAILS_PER_MINUTE</c>: how many mails are sent in any minute; ACS takes 30 of a new subscription.</summary>
    [ConfigurationKeyName("EMAILS_PER_MINUTE"), Range(1, Most)]
    public int MailsPerMinute { get; init; } = 30;

    /// <summary><c>EMAILS_PER_HOUR</c>: how many mails are sent in any hour; ACS takes 100 of a new subscription.</summary>
    [ConfigurationKeyName("EMAILS_PER_HOUR"), Range(1, Most)]
    public int MailsPerHour { get; init; } = 100;

    /// <summary><c>SMS_PER_MINUTE</c>: how many text messages are sent in any minute; ACS takes 200 of a toll-free number.</summary>
    [ConfigurationKeyName("SMS_PER_MINUTE"), Range(1, Most)]
    public int TextsPerMinute { get; init; } = 200;

    /// <summary><c>EVENT_GRID_KEY</c>: what Event Grid shows in the header <c>X-Event-Grid-Key</c> to be believed.</summary>
    [ConfigurationKeyName("EVENT_GRID_KEY")]
    public string? EventGridKey { get; init; }

    /// <summary>How long a message is tried to be sent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The limits of a lane. ACS lets nobody ask more often for mails than send them.</summary>
    public PaceLimits LimitsOf(Lane lane) => lane == Lane.Texting
        ? new PaceLimits(TextsPerMinute, Most)
        : new PaceLimits(MailsPerMinute, MailsPerHour);
}
