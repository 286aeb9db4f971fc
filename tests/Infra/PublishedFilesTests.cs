using System.Diagnostics;
using System.Text.Json;
using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.Infra;

/// <summary>What is published for Azure, as MSBuild evaluates it: the packages themselves cannot be had everywhere.</summary>
public sealed class PublishedFilesTests
{
    [Fact]
    public async Task The_published_app_has_its_host_json_no_local_settings_and_nothing_of_the_embedded_cloud()
    {
        var copy = Directory.CreateTempSubdirectory("switchboard-publish-");
        try
        {
            // Somebody's local settings lie in the project's folder.
            foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "host.json"])
                File.Copy(Repository.PathOf(file), Path.Combine(copy.FullName, file));
            var project = copy.CreateSubdirectory("functions");
            foreach (var file in Repository.Files("functions").Where(file => file.Count(c => c == '/') == 1))
                File.Copy(Repository.PathOf(file), Path.Combine(project.FullName, Path.GetFileName(file)), overwrite: true);
            File.WriteAllText(Path.Combine(project.FullName, "local.settings.json"), "{}");
            using var evaluated = JsonDocument.Parse(await EvaluateAsync(project.FullName));
            var items = evaluated.RootElement.GetProperty("Items");

            var host = Assert.Single(Named(items, "None", "host.json"));
            Assert.Equal("PreserveNewest", host.GetProperty("CopyToOutputDirectory").GetString());
            Assert.Equal("host.json", host.GetProperty("Link").GetString());
            var settings = Assert.Single(Named(items, "None", "local.settings.json"));
            Assert.Equal("Never", settings.GetProperty("CopyToPublishDirectory").GetString());
            Assert.Empty(Named(items, "Content", "local.settings.json"));
            Assert.Empty(items.GetProperty("ProjectReference").EnumerateArray());
            Assert.Empty(items.GetProperty("Reference").EnumerateArray());
            Assert.DoesNotContain(
                items.GetProperty("Using").EnumerateArray(), item => item.GetProperty("Identity").GetString()!.Contains("Embedded"));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static IEnumerable<JsonElement> Named(JsonElement items, string kind, string file) =>
        items.GetProperty(kind).EnumerateArray().Where(item =>
            Path.GetFileName(item.GetProperty("Identity").GetString()) == file);

    private static async Task<string> EvaluateAsync(string folder)
    {
        string[] items = ["None", "Content", "ProjectReference", "Reference", "Using"];
        string[] arguments =
            ["msbuild", "Functions.csproj", "-nodeReuse:false", "-p:_IsPublishing=true", .. items.Select(item => $"-getItem:{item}")];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        var inherited = start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (var name in inherited.ToList())
            start.Environment.Remove(name);
        start.Environment.Remove("Cloud");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
