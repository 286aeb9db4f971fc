using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// What became of a callout, a row for each participation, by ascending id. Read in one pass over the ledger, without
/// looking at single calls.
/// </summary>
public sealed class CalloutResults(CalloutLedgers ledgers)
{
    /// <summary>The columns. Durations are those of the call that was answered, in seconds.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "participation_id", "contact_id", "msisdn", "attempts", "last_status", "last_called_at", "answered_at",
        "last_ended_at", "duration_seconds", "answer", "metadata",
    ];

    /// <summary>The rows.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(
        Callout callout, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var answerKey = CalloutSettings.Of(callout).AnswerKey;
        await foreach (var participation in ledgers.Participations(callout.Id).ReadAsync(cancellation: cancellation))
            yield return Row(participation, answerKey);
    }

    private static IReadOnlyList<string> Row(Participation participation, string answerKey) =>
    [
        Number(participation.Id),
        Number(participation.ContactId),
        // Nothing but a plus and digits: it is what it is.
        participation.Msisdn,
        Number(participation.PhoneCallsCount),
        participation.LastResult is { } result ? JsonNamingPolicy.SnakeCaseLower.ConvertName(result) : "",
        Moment(participation.LastCalledAt),
        Moment(participation.AnsweredAt),
        Moment(participation.LastEndedAt),
        participation.LastEndedAt - participation.AnsweredAt is { } duration ? Number((long)duration.TotalSeconds) : "",
        CsvAnswer.TextCell(Document.Read(participation.Metadata).Text(answerKey) ?? ""),
        participation.Metadata,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset? moment) => moment is { } at ? ApiTimestamp.Format(at) : "";
}
