namespace Switchboard.Messaging;

/// <summary>
/// Sends messages, as quickly as the service's limits allow, and asks what became of them. One turn takes what capabilities
/// left, and then does what is due in each lane, the earliest first. Only one turn runs at a time.
/// </summary>
public sealed partial class Dispatcher(
    OutboxRelay relay,
    Messages messages,
    MailService mail,
    TextService texts,
    MessagingOptions options,
    TimeProvider clock,
    ILogger<Dispatcher> logger)
{
    private const int AtATime = 100;

    // A service that takes a message and forgets it is asked to send it again, but not for ever.
    private const int MostTimesForgotten = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>Takes one turn.</summary>
    /// <returns>How long until the next; null when there is nothing to do until something is left.</returns>
    public async Task<TimeSpan?> TakeTurnAsync(CancellationToken cancellation)
    {
        var more = await relay.TakeAsync(cancellation);
        foreach (var lane in Enum.GetValues<Lane>())
            await TakeTurnAsync(lane, cancellation);

        // Only now: an answer may have put a message into another lane.
        TimeSpan? pause = more ? TimeSpan.Zero : null;
        foreach (var lane in Enum.GetValues<Lane>())
            pause = Earlier(pause, await PauseAsync(lane, cancellation));
        return pause;
    }

    /// <summary>Whether there is anything to do, now or later.</summary>
    public async Task<bool> HasWorkAsync(CancellationToken cancellation)
    {
        if (await relay.AnyAsync(cancellation))
            return true;
        foreach (var lane in Enum.GetValues<Lane>())
        {
            if (await messages.NextAsync(lane, 1, cancellation) is not [])
                return true;
        }

        return false;
    }

    private async Task TakeTurnAsync(Lane lane, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = (await messages.NextAsync(lane, AtATime, cancellation)).Where(next => next.At <= now).ToList();
        if (due.Count == 0)
            return;
        var pace = await messages.PaceAsync(lane, cancellation);
        var room = Math.Min(pace.Room(options.LimitsOf(lane), now), due.Count);
        if (room == 0)
            return;

        // Counted before it is used: whoever dies on the way has used it.
        pace = pace.With(room, now);
        await messages.KeepAsync(pace);
        foreach (var (id, _) in due.Take(room))
        {
            if (await messages.FindAsync(id, cancellation) is not { } message)
                continue;
            var result = await DoAsync(lane, message, cancellation);
            await RecordAsync(message, result, cancellation);
            if (!result.IsThrottled)
                continue;
            await messages.KeepAsync(pace with { BlockedUntil = clock.GetUtcNow() + result.RetryAfter });
            return;
        }
    }

    private async Task<TimeSpan?> PauseAsync(Lane lane, CancellationToken cancellation)
    {
        if (await messages.NextAsync(lane, 1, cancellation) is not [var next])
            return null;
        var now = clock.GetUtcNow();
        var room = (await messages.PaceAsync(lane, cancellation)).NextRoom(options.LimitsOf(lane), now);
        var at = next.At > room ? next.At : room;
        return at > now ? at - now : TimeSpan.Zero;
    }

    private Task<SendResult> DoAsync(Lane lane, Message message, CancellationToken cancellation) => lane switch
    {
        Lane.Asking => mail.AskAsync(message, cancellation),
        Lane.Texting => texts.SendAsync(message, cancellation),
        _ => mail.SendAsync(message, cancellation),
    };

    private Task RecordAsync(Message sent, SendResult result, CancellationToken cancellation)
    {
        if (result.Error is { } error)
            LogNotSent(sent.Id, sent.Lane, sent.Attempts + 1, error);
        return messages.UpdateAsync(
            sent.Id, message => message.Status == sent.Status ? After(message, result) : Answered(message, result), cancellation);
    }

    private Message After(Message message, SendResult result)
    {
        var now = clock.GetUtcNow();
        var attempted = message.Status == MessageStatus.Queued
            ? message with { Attempts = message.Attempts + 1, Error = result.Error }
            : message with { Error = result.Error };
        var isTooLate = now - message.CreatedAt > options.Patience;
        return (result.Event, message.Status) switch
        {
            (MessageEvent.Forgotten, _) => Forgotten(message, now),
            ({ } happened, _) => After(attempted, happened, result, now),
            (null, MessageStatus.Queued) when isTooLate => After(attempted, MessageEvent.Refused, result, now),
            (null, MessageStatus.Queued) => attempted with { DueAt = now + (result.RetryAfter ?? Pause(attempted.Attempts)) },
            // The service keeps what became of it to itself; a report may still tell.
            (null, _) when isTooLate => attempted with { DueAt = null },
            (null, _) => attempted with { DueAt = now + Longer(result.RetryAfter ?? FirstPause, (now - message.AcceptedAt) / 2) },
        };
    }

    /// <summary>
    /// Back into the queue, later each time. At last it stays with the service: it may have been sent, and a report may still
    /// tell; under another id it might be sent twice.
    /// </summary>
    private static Message Forgotten(Message message, DateTimeOffset now) => message.TimesForgotten < MostTimesForgotten
        ? message with
        {
            Status = MessageTransitions.Next(message.Status, MessageEvent.Forgotten) ?? message.Status,
            TimesForgotten = message.TimesForgotten + 1,
            DueAt = now + Pause(message.TimesForgotten + 1),
        }
        : message with { DueAt = null, Error = "The service took it and knows nothing of it any more." };

    private static Message After(Message message, MessageEvent happened, SendResult result, DateTimeOffset now)
    {
        var status = MessageTransitions.Next(message.Status, happened) ?? message.Status;
        return Answered(message, result) with
        {
            Status = status,
            AcceptedAt = happened is MessageEvent.Taken or MessageEvent.PassedOn ? message.AcceptedAt ?? now : message.AcceptedAt,
            DueAt = status == MessageStatus.Accepted ? now + (result.RetryAfter ?? FirstPause) : null,
        };
    }

    // A report was quicker than the answer: what it said stands.
    private static Message Answered(Message message, SendResult result) =>
        message with { ServiceId = result.ServiceId ?? message.ServiceId };

    private static TimeSpan Pause(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts, 20) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) =>
        one is null || other < one ? other ?? one : one;

    [LoggerMessage(LogLevel.Warning, "Message {Id} is not on its way ({Lane}, attempt {Attempt}): {Reason}")]
    private partial void LogNotSent(long id, Lane lane, int attempt, string reason);
}
