namespace Switchboard.Demo;

/// <summary>One thing that must hold, in a sentence, with the numbers that say whether it does.</summary>
internal sealed record BookEntry(string Sentence, bool Holds, string Found);

/// <summary>What everybody involved says about the same callout.</summary>
internal sealed record Accounts(
    int Expected, Preview Preview, Statistics Statistics, IReadOnlyList<DialledCall> Dialled);

/// <summary>
/// Checks the books: what the application counted must be what the contacts file promised and what the phone network,
/// which knows nothing of the application, was asked to do.
/// </summary>
internal static class Books
{
    public static IReadOnlyList<BookEntry> Check(Accounts accounts)
    {
        var (expected, preview, statistics, dialled) = accounts;
        var numbers = dialled.Select(call => call.To).ToHashSet();
        var participants = preview.Msisdns.ToHashSet();
        return
        [
            Equal("The filter finds the people of the file who live there", preview.Total, expected),
            Equal("The preview lists each of them once", participants.Count, preview.Total),
            Equal("Each of them takes part", statistics.CalloutParticipations, preview.Total),
            Equal(
                "Remaining and completed participations are all participations",
                statistics.CalloutParticipationsRemaining + statistics.CalloutParticipationsCompleted,
                statistics.CalloutParticipations),
            Equal("No call is waiting for completion", statistics.CallsWaitingForCompletion, 0),
            Equal("The phone network saw as many calls as the statistics count", dialled.Count, statistics.Calls),
            None("Every participant's number was dialled", participants.Except(numbers)),
            None("Nobody else's number was dialled", numbers.Except(participants)),
            None("Every call carried a repeatability request id", Unmarked(dialled)),
            None("No call was dialled twice", Repeated(dialled)),
        ];
    }

    private static BookEntry Equal(string sentence, int found, int expected) =>
        new(sentence, found == expected, found == expected ? $"{found}" : $"{found} is not {expected}");

    private static BookEntry None(string sentence, IEnumerable<string> offenders)
    {
        var list = offenders.ToList();
        var shown = string.Join(", ", list.Take(5)) + (list.Count > 5 ? ", …" : "");
        return new(sentence, list.Count == 0, list.Count == 0 ? "" : $"not so for {list.Count}: {shown}");
    }

    private static IEnumerable<string> Unmarked(IEnumerable<DialledCall> dialled) =>
        from call in dialled where string.IsNullOrEmpty(call.RepeatabilityRequestId) select call.To;

    private static IEnumerable<string> Repeated(IEnumerable<DialledCall> dialled) =>
        from call in dialled
        where !string.IsNullOrEmpty(call.RepeatabilityRequestId)
        group call by call.RepeatabilityRequestId into same
        where same.Count() > 1
        select $"{same.First().To} ({same.Count()} times)";
}
