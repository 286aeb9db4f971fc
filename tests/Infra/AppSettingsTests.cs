using System.Text.Json;
using System.Text.RegularExpressions;
using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.Infra;

/// <summary>
/// Settings are the same in four places: where the application reads them, in the sample, in the README's tables and in
/// the infrastructure. They are found by their spelling, so that none can be forgotten.
/// </summary>
public sealed partial class AppSettingsTests
{
    private const string Storage = "AzureWebJobsStorage";

    /// <summary>Read by the Functions host, by Azure's libraries or set by the platform.</summary>
    private static readonly HashSet<string> OfThePlatform =
    [
        "WEBSITE_HOSTNAME", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "AZURE_CLIENT_ID", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__credential",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
        "DOTNET_ENVIRONMENT", "AZURE_FUNCTIONS_ENVIRONMENT",
    ];

    /// <summary>Of the embedded cloud, for who puts another application on it.</summary>
    private static readonly HashSet<string> OfOtherApplications = ["MASTER_KEY", "AzureWebJobsDisableHomepage"];

    private static readonly HashSet<string> Application = Spelled("functions");
    private static readonly HashSet<string> Embedded = [.. Spelled("embedded").Except(Application)];

    private static HashSet<string> Infrastructure =>
    [
        .. from file in BicepFile.All
           where file.Path.EndsWith("/functions.bicep")
           from value in file.Resources.Where(resource => resource.Body.At("name") == "appsettings")
               .Select(resource => resource.Whole).Concat(file.Variables.Values)
           from found in value.Objects
           from name in found.Members.Keys
           where Name().IsMatch($"\"{name}\"")
           select name,
    ];

    private static HashSet<string> Sample
    {
        get
        {
            using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
            return [.. sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name)];
        }
    }

    private static HashSet<string> Documented =>
    [
        .. from table in Repository.Read("README.md").Split("## Settings")[1].Split("\n## ")[0].Split('\n')
           where table.StartsWith("| `")
           from Match name in Documentation().Matches(table.Split('|')[1])
           select name.Groups[1].Value,
    ];

    [Fact]
    public void Every_setting_that_is_read_can_be_found_in_the_sample_and_in_the_README()
    {
        var read = Application.Concat(Embedded).Except(OfThePlatform).Except(OfOtherApplications)
            .Where(name => !name.Contains("__")).ToHashSet();

        Assert.Contains("CALLER_NUMBERS", read);
        Assert.Contains("EMBEDDED_DATA", read);
        Assert.Empty(read.Except(Sample));
        Assert.Empty(read.Except(Documented));
    }

    [Fact]
    public void Every_setting_of_the_application_is_given_a_value_in_Azure() =>
        Assert.Empty(Application.Except(OfThePlatform).Except([Storage]).Except(Infrastructure));

    [Fact]
    public void Nothing_is_set_that_nobody_reads()
    {
        var read = Application.Concat(Embedded).ToHashSet();

        Assert.Empty(Sample.Except(read));
        Assert.Empty(Documented.Except(read));
        Assert.Empty(Infrastructure.Except(Application).Except(OfThePlatform));
    }

    [Fact]
    public void The_sample_starts_an_application_as_no_settings_would()
    {
        var defaults = new Dictionary<string, string>
        {
            ["PORT"] = "7071",
            ["EMBEDDED_DATA"] = ".data",
            ["EMBEDDED_CLOCK_SPEED"] = "1",
            ["SIMULATOR_SEED"] = "1",
            ["SIMULATOR_EMAIL_DOWN"] = "false",
            ["DURABLE_REPLAY_EVERY_EVENT"] = "false",
        };
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));

        Assert.All(sample.RootElement.GetProperty("Values").EnumerateObject(), value => Assert.Equal(
            defaults.GetValueOrDefault(value.Name, ""), value.Value.GetString()));
    }

    private static HashSet<string> Spelled(string folder) =>
    [
        .. from file in Repository.Files(folder, "*.cs")
           from line in File.ReadLines(Repository.PathOf(file))
           from Match name in Name().Matches(line.TrimStart().StartsWith("//") ? "" : line)
           select name.Groups[1].Value,
    ];

    // "CALLER_NUMBERS" or "AzureWebJobsStorage__accountName"; PORT is the only one in one word.
    [GeneratedRegex("""
        "(PORT|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|AzureWebJobs\w+|AzureFunctionsJobHost\w+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Name();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Documentation();
}
