using System.Reflection;
using System.Text.RegularExpressions;
using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.App;

/// <summary>The embedded cloud's README says for each difference from Azure which test shows it.</summary>
public sealed partial class EmbeddedReadmeTests
{
    private static readonly string Text = Repository.Read("embedded/README.md");

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var named = TestName().Matches(Text).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value));
        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.True(
            typeof(EmbeddedReadmeTests).Assembly.GetType($"Switchboard.Tests.{test.Class}")
                ?.GetMethod(test.Method, BindingFlags.Public | BindingFlags.Instance) is not null,
            $"There is no test {test.Class}.{test.Method}."));
    }

    [Fact]
    public void Every_difference_has_a_test_or_a_reason()
    {
        var rows = Text.Split("## What differs from Azure")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith('|')).Skip(2).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(
            row.Trim('|', ' ').Split(" | ") is [_, _, { Length: > 10 }], $"Neither test nor reason: {row}"));
    }

    // Like `Embedded.Durable.CrashTests.A_crash_at_any_commit_changes_nothing`.
    [GeneratedRegex(@"`([A-Z][A-Za-z.]*Tests)\.([A-Z]\w+)`")]
    private static partial Regex TestName();
}
