using System.Text.RegularExpressions;

namespace Switchboard.Tests.Architecture;

/// <summary>The project is nobody's machine and nobody's registry: it builds wherever both are found by configuration.</summary>
public sealed partial class HygieneTests
{
    private static readonly string[] TextFiles =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".yaml", ".yml", ".txt", ".js", ".mjs", ".csv",
        ".bicep", ".editorconfig", ".gitignore", ".npmrc", ".config", "",
    ];

    [Fact]
    public void No_file_names_a_package_registry_or_a_path_of_a_machine()
    {
        var lines = from file in Repository.Files()
                    where TextFiles.Contains(Path.GetExtension(file)) && !file.EndsWith($"{nameof(HygieneTests)}.cs")
                    from line in File.ReadLines(Repository.PathOf(file)).Select((text, index) => (text, number: index + 1))
                    where Foreign().IsMatch(line.text)
                    select $"{file}:{line.number}: {line.text.Trim()}";

        Assert.Empty(lines);
    }

    [Theory]
    [InlineData("\"resolved\": \"packages/x-1.0.0.tgz\"")]
    [InlineData("registry=https://registry.example.org/")]
    [InlineData("<add key=\"x\" value=\"https://api.nuget.example/v3/index.json\" />")]
    [InlineData("cd /home/somebody/switchboard")]
    [InlineData(@"C:\Users\somebody\switchboard")]
    public void A_registry_or_a_machine_is_found(string line) => Assert.Matches(Foreign(), line);

    [GeneratedRegex(
        @"//[\w.-]*(registry|nuget|npm|pkgs)[\w-]*\.[a-z]|""resolved"":"
        + @"|(?<![\w.}:-])/(home|Users|root|work)/\w|[A-Za-z]:\\Users\\")]
    private static partial Regex Foreign();
}
