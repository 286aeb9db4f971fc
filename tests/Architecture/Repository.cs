using System.Reflection;

namespace Switchboard.Tests.Architecture;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Generated =
        [".azure", ".data", ".git", ".vs", ".vscode", "bin", "node_modules", "obj", "TestResults"];

    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Repository").Value!;

    /// <summary>A file or folder of the working copy.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The files below a folder, by their paths from the root with forward slashes, without what tools leave.</summary>
    public static IEnumerable<string> Files(string folder = "", string pattern = "*") =>
        from file in FilesBelow(new(PathOf(folder)), pattern)
        select Path.GetRelativePath(Root, file).Replace('\\', '/');

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static IEnumerable<string> FilesBelow(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => file.FullName).Concat(
            folder.EnumerateDirectories()
                .Where(child => !Generated.Contains(child.Name))
                .SelectMany(child => FilesBelow(child, pattern)));
}
