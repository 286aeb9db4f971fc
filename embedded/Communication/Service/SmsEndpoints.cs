using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Text messages: <c>/sms</c>.</summary>
internal sealed class SmsEndpoints
{
    private const int MostRecipients = 100;
    private const int LongestMessage = 2048;

    private readonly TimeProvider _clock;
    private readonly DeliveryReports _reports;
    private readonly FaultPanel _faults;
    private readonly RateLimit _rate;
    private readonly int _seed;
    private readonly MessageLog<SmsRecord> _log;
    private readonly OnceOnly<SmsRecord> _sent = new();
    private readonly OptOuts _optOuts = new();
    private readonly ConcurrentDictionary<string, int> _sentTo = new();
    private readonly ConcurrentDictionary<string, int> _receivedFrom = new();

    public SmsEndpoints(DeliveryReports reports, FaultPanel faults, TimeProvider clock, int seed, IRowStore? store)
    {
        _clock = clock;
        _reports = reports;
        _faults = faults;
        _rate = new RateLimit(clock);
        _seed = seed;
        _log = new MessageLog<SmsRecord>(store, "SimulatorSms");
        foreach (var sms in _log.All)
        {
            _sentTo.AddOrUpdate(sms.To, 1, (_, count) => count + 1);
            if (sms.RepeatabilityRequestId is { } id)
                _sent.Remember(id, sms);
        }
    }

    public IReadOnlyList<SmsRecord> Sent => _log.All;

    public async Task SendAsync(HttpContext context, RequestBody body)
    {
        var from = body.RequiredText("from");
        var message = body.RequiredText("message");
        if (message.Length > LongestMessage)
            throw ServiceError.InvalidArgument($"message is longer than {LongestMessage} characters.");
        var recipients = body.Objects("smsRecipients");
        if (recipients.Count is 0 or > MostRecipients)
            throw ServiceError.InvalidArgument($"smsRecipients must hold 1 to {MostRecipients} recipients.");
        var options = body.Object("smsSendOptions");
        var reported = options?.Flag("enableDeliveryReport") ?? false;
        var tag = options?.Text("tag");

        // All is read before anything is sent: a request that is refused sends nothing.
        var drafts = recipients.Select(recipient => new Draft(
            recipient.RequiredText("to"),
            recipient.Text("repeatabilityRequestId"),
            recipient.Text("repeatabilityFirstSent"))).ToList();

        var results = new List<object>();
        foreach (var draft in drafts)
            results.Add(await SendAsync(draft, from, message, tag, reported).ConfigureAwait(false));
        await ServiceJson.WriteAsync(context, 202, new { value = results }).ConfigureAwait(false);
    }

    /// <summary>What became of a message: <c>GET /deliveryReports/{id}</c>.</summary>
    public Task GetReportAsync(HttpContext context, string id) =>
        _log.All.FirstOrDefault(sms => sms.MessageId == id) is { } sent && _reports.Find(sent) is { } report
            ? ServiceJson.WriteAsync(context, 200, report)
            : throw ServiceError.NotFound();

    /// <summary>Adds opt-outs, removes them or tells whether there are any: <c>POST /sms/optouts:…</c>.</summary>
    public Task OptAsync(HttpContext context, string action, RequestBody body)
    {
        var from = body.RequiredText("from");
        var recipients = body.Objects("recipients");
        if (recipients.Count is 0 or > MostRecipients)
            throw ServiceError.InvalidArgument($"recipients must hold 1 to {MostRecipients} recipients.");
        var numbers = recipients.Select(recipient => recipient.RequiredText("to")).ToList();
        return ServiceJson.WriteAsync(
            context, 200, new { value = numbers.Select(to => Opt(action, from, to)).ToList() });
    }

    /// <summary>Somebody writes to a number of the application.</summary>
    public void Receive(string from, string to, string message)
    {
        _optOuts.Heed(from, to, message);
        _reports.TellReceived(from, to, message, _receivedFrom.AddOrUpdate(from, 1, (_, count) => count + 1));
    }

    private object Opt(string action, string from, string to)
    {
        if (!PhoneNumbers.IsE164(to))
            return new { to, httpStatusCode = 400, errorMessage = "Invalid To phone number format." };
        if (action == "check")
            return new { to, httpStatusCode = 200, isOptedOut = _optOuts.Has(from, to) };
        if (action == "add")
            _optOuts.Add(from, to);
        else
            _optOuts.Remove(from, to);
        return new { to, httpStatusCode = 200 };
    }

    private async Task<object> SendAsync(Draft draft, string from, string message, string? tag, bool reported)
    {
        if (!PhoneNumbers.IsE164(draft.To))
            return Refused(draft, "Invalid To phone number format.");
        if (draft.HasRepeatability && !draft.RepeatabilityIsValid)
            return Refused(draft, "Repeatability needs a UUID and the time of the first request in RFC 1123 format.");

        var isRepeated = draft.RepeatabilityId is { } known && _sent.Knows(known);
        if (!isRepeated && _rate.Take(from, (_faults.Current.SmsPerMinute, RateLimit.Minute)) > TimeSpan.Zero)
            return Refused(draft, "TooManyRequests", 429);

        async Task<SmsRecord> Accept()
        {
            var accepted = await AddAsync().ConfigureAwait(false);
            _reports.Tell(accepted);
            return accepted;
        }

        Task<SmsRecord> AddAsync() => _log.AddAsync(_ =>
        {
            // Counted for each number, not for all, so that the same story has the same ids.
            var now = _clock.GetUtcNow();
            var number = _sentTo.AddOrUpdate(draft.To, 1, (_, count) => count + 1);
            var id = new Chance(_seed, draft.To, number).Id("sms");
            return new SmsRecord
            {
                MessageId = $"Outgoing_{now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{id}",
                From = from,
                To = draft.To,
                Message = message,
                Tag = tag,
                EnableDeliveryReport = reported,
                OptedOut = _optOuts.Has(from, draft.To),
                RepeatabilityRequestId = draft.RepeatabilityId,
                AcceptedAt = now,
            };
        });

        var sms = draft.RepeatabilityId is { } repeated
            ? await _sent.DoAsync(repeated, Accept).ConfigureAwait(false)
            : await Accept().ConfigureAwait(false);
        return new
        {
            to = draft.To,
            messageId = sms.MessageId,
            httpStatusCode = 202,
            repeatabilityResult = draft.HasRepeatability ? "accepted" : null,
            successful = true,
        };
    }

    private static object Refused(Draft draft, string why, int status = 400) => new
    {
        to = draft.To,
        httpStatusCode = status,
        repeatabilityResult = draft.HasRepeatability ? "rejected" : null,
        successful = false,
        errorMessage = why,
    };

    private sealed record Draft(string To, string? RepeatabilityId, string? FirstSent)
    {
        public bool HasRepeatability => RepeatabilityId is not null || FirstSent is not null;

        public bool RepeatabilityIsValid =>
            Guid.TryParse(RepeatabilityId, out _)
            && DateTimeOffset.TryParseExact(FirstSent, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }
}

/// <summary>A text message that was accepted.</summary>
internal sealed record SmsRecord
{
    public required string MessageId { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Message { get; init; }

    public string? Tag { get; init; }

    public bool EnableDeliveryReport { get; init; }

    /// <summary>Whether the one it is for wanted none; the carrier does not deliver it then.</summary>
    public bool OptedOut { get; init; }

    public string? RepeatabilityRequestId { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
}
