using System.Globalization;
using Switchboard.Messaging;

namespace Switchboard.Callbacks;

/// <summary>The mail about a callback: the latest note, and whom to call.</summary>
internal static class CallbackLetter
{
    private const int LongestWord = 100;

    public static Letter Of(Callback callback, string? details, string to) => new()
    {
        To = [to],
        About = string.Create(CultureInfo.InvariantCulture, $"callbacks/{callback.Id}"),
        Thread = callback.Thread,
        Subject = Subject(callback),
        Facts =
        [
            new Fact("Status", callback.Status),
            new Fact("DDI", Text(callback.Ddi)),
            new Fact("Name", callback.Name),
            new Fact("Phone", Text(callback.Phone)),
            new Fact("Ticket", callback.Ticket is { } ticket ? Text(ticket) : "none"),
            new Fact("Platform", callback.Platform),
        ],
        Body = details ?? "",
        Path = Callbacks.PathOf(callback.Id),
    };

    // The id makes the subject one thread's own, for mail programs that group by nothing else.
    private static string Subject(Callback callback)
    {
        var ticket = callback.Ticket is { } number ? $" - Ticket {Text(number)}" : "";
        var (status, platform) = (Letter.Shorten(callback.Status, LongestWord), Letter.Shorten(callback.Platform, LongestWord));
        return $"{status}: {platform} Call Back{ticket} [#{Text(callback.Id)}]";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
