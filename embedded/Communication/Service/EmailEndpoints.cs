using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Mail: <c>/emails:send</c> and <c>/emails/operations</c>.</summary>
internal sealed class EmailEndpoints
{
    private const int MostRecipients = 50;

    private readonly TimeProvider _clock;
    private readonly DeliveryReports _reports;
    private readonly FaultPanel _faults;
    private readonly RateLimit _rate;
    private readonly bool _down;
    private readonly MessageLog<EmailRecord> _log;
    private readonly OnceOnly<EmailRecord> _sent = new();

    public EmailEndpoints(DeliveryReports reports, FaultPanel faults, TimeProvider clock, bool down, IRowStore? store)
    {
        _clock = clock;
        _reports = reports;
        _faults = faults;
        _rate = new RateLimit(clock);
        _down = down;
        _log = new MessageLog<EmailRecord>(store, "SimulatorEmails");
        foreach (var email in _log.All)
            _sent.Remember(email.Id, email);
    }

    public IReadOnlyList<EmailRecord> Sent => _log.All;

    public async Task SendAsync(HttpContext context, RequestBody body)
    {
        if (_down)
            throw ServiceError.Unavailable();

        var id = context.Request.Headers["Operation-Id"].ToString();
        if (id.Length == 0)
            id = Guid.NewGuid().ToString();
        else if (!Guid.TryParse(id, out _))
            throw ServiceError.InvalidArgument("Operation-Id must be a UUID.");

        var email = Read(body, id);
        var faults = _faults.Current;
        if (!_sent.Knows(id))
            Limit("sends", (faults.EmailsPerMinute, RateLimit.Minute), (faults.EmailsPerHour, RateLimit.Hour));

        await _sent.DoAsync(id, async () =>
        {
            var accepted = await _log.AddAsync(_ => email).ConfigureAwait(false);
            _reports.Tell(accepted);
            return accepted;
        }).ConfigureAwait(false);

        var version = Uri.EscapeDataString(context.Request.Query["api-version"].ToString());
        context.Response.Headers["Operation-Location"] =
            $"{context.Request.Scheme}://{context.Request.Host}/emails/operations/{id}?api-version={version}";
        context.Response.Headers.RetryAfter = "1";
        await ServiceJson.WriteAsync(context, 202, new { id, status = "Running" }).ConfigureAwait(false);
    }

    /// <summary>Whoever asks finds the mail accepted for delivery: nothing happens to it here.</summary>
    public Task GetOperationAsync(HttpContext context, string id)
    {
        Limit("asks", (_faults.Current.EmailStatusesPerMinute, RateLimit.Minute));
        return _sent.Knows(id)
            ? ServiceJson.WriteAsync(context, 200, new { id, status = "Succeeded" })
            : throw ServiceError.NotFound();
    }

    // A resource has one limit for all of its senders.
    private void Limit(string what, params ReadOnlySpan<(int? Most, TimeSpan Window)> limits)
    {
        if (_rate.Take(what, limits) is var wait && wait > TimeSpan.Zero)
            throw ServiceError.Throttled((int)Math.Ceiling(wait.TotalSeconds));
    }

    private EmailRecord Read(RequestBody body, string id)
    {
        var content = body.RequiredObject("content");
        var recipients = body.RequiredObject("recipients");
        var email = new EmailRecord
        {
            Id = id,
            From = Address(body.RequiredText("senderAddress"), "senderAddress"),
            To = Addresses(recipients, "to"),
            Cc = Addresses(recipients, "cc"),
            Bcc = Addresses(recipients, "bcc"),
            ReplyTo = Addresses(body, "replyTo"),
            Subject = content.RequiredText("subject"),
            PlainText = content.Text("plainText"),
            Html = content.Text("html"),
            Headers = body.TextMap("headers"),
            Attachments = [.. body.Objects("attachments").Select(Attachment)],
            AcceptedAt = _clock.GetUtcNow(),
        };
        body.Flag("userEngagementTrackingDisabled");

        var count = email.To.Count + email.Cc.Count + email.Bcc.Count;
        if (count is 0 or > MostRecipients)
            throw ServiceError.InvalidArgument($"a mail has 1 to {MostRecipients} recipients, not {count}.");
        if (string.IsNullOrEmpty(email.PlainText) && string.IsNullOrEmpty(email.Html))
            throw ServiceError.InvalidArgument("content.plainText or content.html is required.");
        if (email.Headers.FirstOrDefault(header => header.Value.Length == 0).Key is { } empty)
            throw ServiceError.InvalidArgument($"headers.{empty} is empty.");
        return email;
    }

    private static List<string> Addresses(RequestBody body, string name) =>
        [.. body.Objects(name).Select(item => Address(item.RequiredText("address"), item.PathOf("address")))];

    private static string Address(string address, string path)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? address
            : throw ServiceError.InvalidArgument($"{path} is not a mail address.");
    }

    private static EmailAttachmentRecord Attachment(RequestBody attachment)
    {
        var content = attachment.RequiredText("contentInBase64");
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var size)
            ? new EmailAttachmentRecord(attachment.RequiredText("name"), attachment.RequiredText("contentType"), size)
            : throw ServiceError.InvalidArgument($"{attachment.PathOf("contentInBase64")} is not base64.");
    }
}
