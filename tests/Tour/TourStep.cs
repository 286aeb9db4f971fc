using System.Text.RegularExpressions;

namespace Switchboard.Tests.Tour;

/// <summary>A command of the tour, and what the page shows under it.</summary>
/// <param name="Command">What is typed.</param>
/// <param name="Language">How the answer is marked: <c>json</c>, <c>text</c>, or nothing if none is shown.</param>
/// <param name="Answer">The answer as printed.</param>
internal sealed record TourStep(string Command, string Language, string Answer)
{
    /// <summary>The commands between the tour's heading and the next one, in order.</summary>
    public static IReadOnlyList<TourStep> ReadAll(string page)
    {
        var tour = Regex.Match(page, @"^## A five-minute tour\n(.*?)(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline);
        var blocks = Regex.Matches(tour.Groups[1].Value, @"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(block => (Language: block.Groups[1].Value, Text: block.Groups[2].Value))
            .ToList();
        return
        [
            .. from index in Enumerable.Range(0, blocks.Count)
               where blocks[index].Language == "sh"
               let next = blocks.ElementAtOrDefault(index + 1)
               let answer = next.Language is "json" or "text" ? next : ("", "")
               select new TourStep(blocks[index].Text, answer.Item1, answer.Item2),
        ];
    }
}
