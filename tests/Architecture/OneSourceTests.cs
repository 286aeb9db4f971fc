using System.Text.RegularExpressions;

namespace Switchboard.Tests.Architecture;

/// <summary>The application is one source for two clouds: nothing in it knows which.</summary>
public sealed partial class OneSourceTests
{
    [Fact]
    public void The_application_has_no_conditional_compilation() => Assert.Empty(Lines(Directive()));

    [Fact]
    public void The_application_names_nothing_of_the_embedded_cloud() => Assert.Empty(Lines(EmbeddedCloud()));

    [Theory]
    [InlineData("#if DEBUG")]
    [InlineData("    #elif X")]
    public void A_directive_is_found(string line) => Assert.Matches(Directive(), line);

    [Theory]
    [InlineData("using Switchboard.Embedded.Tables;")]
    [InlineData("var clock = new Embedded.Clock();")]
    [InlineData("configuration[\"EMBEDDED_DATA\"]")]
    public void A_name_of_the_embedded_cloud_is_found(string line) => Assert.Matches(EmbeddedCloud(), line);

    private static IEnumerable<string> Lines(Regex wanted) =>
        from file in Repository.Files("functions", "*.cs")
        from line in File.ReadLines(Repository.PathOf(file)).Select((text, index) => (text, number: index + 1))
        where wanted.IsMatch(line.text.Split("//")[0])
        select $"{file}:{line.number}: {line.text.Trim()}";

    [GeneratedRegex(@"^\s*#\s*(if|elif|else|endif|define|undef)\b")]
    private static partial Regex Directive();

    [GeneratedRegex(@"\bEmbedded\b|EMBEDDED_|SIMULATOR_|Switchboard\.Embedded")]
    private static partial Regex EmbeddedCloud();
}
