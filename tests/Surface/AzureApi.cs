using System.Collections.Frozen;

namespace Switchboard.Tests.Surface;

/// <summary>
/// The public surface of the real packages, from <c>azure-api/*.txt</c>: one line a member,
/// <c>namespace|type</c> or <c>namespace|type|member</c>.
/// </summary>
internal sealed class AzureApi
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _members;

    private AzureApi(IEnumerable<string> lines) =>
        _members = lines
            .Where(line => line.Contains('|'))
            .Select(line => line.Split('|', 3))
            .GroupBy(parts => $"{parts[0]}.{parts[1]}", parts => parts.ElementAtOrDefault(2))
            .ToFrozenDictionary(type => type.Key, type => type.OfType<string>().ToFrozenSet());

    /// <summary>The lists that the tests carry with them.</summary>
    public static AzureApi Real { get; } = new(Lines());

    /// <summary>How many types are listed.</summary>
    public int TypeCount => _members.Count;

    /// <summary>A list made up for a test.</summary>
    public static AzureApi Of(string lines) => new(lines.Split('\n', StringSplitOptions.TrimEntries));

    /// <summary>The members of a type, or null if there is no such type.</summary>
    public IReadOnlySet<string>? MembersOf(string fullName) => _members.GetValueOrDefault(fullName);

    private static IEnumerable<string> Lines()
    {
        var assembly = typeof(AzureApi).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("azure-api/")))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
                yield return line;
        }
    }
}
