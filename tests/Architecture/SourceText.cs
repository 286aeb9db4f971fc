using System.Text.RegularExpressions;

namespace Switchboard.Tests.Architecture;

/// <summary>C# source without what only people read.</summary>
internal static partial class SourceText
{
    /// <summary>The source with its comments and the contents of its plain strings blanked, its lines kept.</summary>
    public static string WithoutCommentsAndStrings(string source) => NotCode().Replace(source, match =>
        match.Value[0] == '/' ? new string('\n', match.Value.Count(c => c == '\n')) : "\"\"");

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|"{3,}.*?"{3,}|@"(?:[^"]|"")*"|(?<!\$|@)"(?:\\.|[^"\\\n])*"
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotCode();
}
