using System.Text.Json;
using System.Text.RegularExpressions;
using Switchboard.Tests.Architecture;
using Switchboard.Tests.Infra;

namespace Switchboard.Tests.Operations;

/// <summary>What operators read names what there is.</summary>
public sealed partial class ManualTests
{
    private static string Manual => Repository.Read("docs/operations.md");

    [Fact]
    public void Every_test_that_the_manual_names_exists()
    {
        var named = TestName().Matches(Manual).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();

        Assert.True(named.Count > 10);
        Assert.All(named, test => Assert.True(
            typeof(ManualTests).Assembly.GetType($"Switchboard.Tests.{test.Class}") is { } found
                && (test.Method.Length == 0 || found.GetMethod(test.Method) is not null),
            $"There is no test {test.Class}.{test.Method}."));
    }

    [Fact]
    public void Every_alert_is_explained()
    {
        var alerts = BicepFile.All.SelectMany(file => file.Resources)
            .Where(resource => resource.Type is "Microsoft.Insights/metricAlerts" or "Microsoft.Insights/scheduledQueryRules")
            .Select(resource => resource.Body.At("name")!).Order().ToList();

        Assert.NotEmpty(alerts);
        var explained = AlertRow().Matches(Manual.Split("## What each alert means")[1]).Select(match => match.Groups[1].Value);
        Assert.Equal(alerts, explained.Order());
    }

    [Fact]
    public void Every_variable_of_the_deployment_is_explained()
    {
        var table = Repository.Read("README.md").Split("## Deployment")[1].Split("`host.json` says")[0];
        var variables = Variable().Matches(Repository.Read("infra/main.parameters.json")).Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith("AZURE_")).ToHashSet();

        Assert.NotEmpty(variables);
        Assert.All(variables, name => Assert.Contains($"`{name}`", table));
    }

    [Fact]
    public void Every_choice_of_the_host_is_explained()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var table = Repository.Read("README.md").Split("`host.json` says")[1];
        var durable = host.RootElement.GetProperty("extensions").GetProperty("durableTask");

        Assert.All(
            durable.EnumerateObject().Where(setting => setting.Name != "storageProvider")
                .Concat(durable.GetProperty("storageProvider").EnumerateObject()),
            setting => Assert.Contains($"`{setting.Name}`", table));
    }

    // Like `Callouts.SweepTests.A_call_is_closed`, or a whole class.
    [GeneratedRegex(@"`([A-Z][A-Za-z.]*Tests)(?:\.([A-Z]\w+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| `([\w-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex AlertRow();

    [GeneratedRegex(@"\$\{([A-Z_]+)[=}]")]
    private static partial Regex Variable();
}
