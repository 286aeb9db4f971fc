using System.Diagnostics;
using System.Text.Json;

namespace Switchboard.Tests.Architecture;

/// <summary>One property decides which cloud the application is compiled for.</summary>
public sealed class CloudTests
{
    private static readonly Dictionary<string, string> AzurePackages = new()
    {
        ["Azure.Communication.CallAutomation"] = "1.6.0",
        ["Azure.Communication.Email"] = "1.1.0",
        ["Azure.Communication.Sms"] = "1.0.2",
        ["Azure.Data.Tables"] = "12.11.0",
        ["Microsoft.Azure.Functions.Worker"] = "2.52.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = "1.18.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http"] = "3.3.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.1.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = "4.3.1",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.1.0",
    };

    [Fact]
    public async Task Azure_adds_its_ten_packages_to_those_of_both_clouds()
    {
        var azure = await PackagesAsync("-p:Cloud=Azure");
        var embedded = await PackagesAsync("-p:Cloud=Embedded");

        Assert.Equal(
            AzurePackages.OrderBy(package => package.Key, StringComparer.Ordinal),
            azure.Except(embedded).OrderBy(package => package.Key, StringComparer.Ordinal));
        Assert.Empty(embedded.Keys.Intersect(AzurePackages.Keys));
        Assert.Empty(embedded.Except(azure));
    }

    [Fact]
    public async Task What_is_built_here_is_embedded_and_what_is_published_is_Azure()
    {
        Assert.Equal("Embedded", await PropertyAsync("Cloud"));
        Assert.Equal("Azure", await PropertyAsync("Cloud", "-p:_IsPublishing=true"));
    }

    [Fact]
    public void The_host_serves_routes_as_they_are_written()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));

        Assert.Equal("2.0", host.RootElement.GetProperty("version").GetString());
        Assert.Equal(
            "", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    private static async Task<Dictionary<string, string>> PackagesAsync(string cloud)
    {
        using var evaluated = JsonDocument.Parse(
            await EvaluateAsync(cloud, "-getItem:PackageReference", "-getItem:PackageVersion"));
        var items = evaluated.RootElement.GetProperty("Items");
        var versions = items.GetProperty("PackageVersion").EnumerateArray()
            .ToDictionary(Identity, item => item.GetProperty("Version").GetString()!);
        return items.GetProperty("PackageReference").EnumerateArray().ToDictionary(Identity, item => versions[Identity(item)]);
    }

    private static async Task<string> PropertyAsync(string name, params string[] arguments) =>
        (await EvaluateAsync([.. arguments, $"-getProperty:{name}"])).Trim();

    private static string Identity(JsonElement item) => item.GetProperty("Identity").GetString()!;

    private static async Task<string> EvaluateAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "functions/Functions.csproj", "-nodeReuse:false", .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
            start.Environment.Remove(inherited);

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    /// <summary>What <c>dotnet test</c> leaves in the environment would lead another MSBuild astray.</summary>
    private static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.Equals("Cloud", StringComparison.OrdinalIgnoreCase);
}
