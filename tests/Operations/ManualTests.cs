using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
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

    [Fact]
    public void The_host_records_no_addresses_with_secrets()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var logging = host.RootElement.GetProperty("logging");
        var insights = logging.GetProperty("applicationInsights");

        Assert.False(insights.GetProperty("enableDependencyTracking").GetBoolean());
        Assert.False(insights.TryGetProperty("enableQueryStringTracing", out _));
        Assert.Equal("Warning", logging.GetProperty("logLevel").GetProperty("Microsoft.AspNetCore").GetString());
        Assert.Contains("`enableDependencyTracking`", Repository.Read("README.md").Split("`host.json` says")[1]);
    }

    [Fact]
    public void The_manual_says_what_is_set()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var provider = host.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("storageProvider");
        var queues = provider.GetProperty("partitionCount").GetInt32();
        var poll = TimeSpan.Parse(provider.GetProperty("maxQueuePollingInterval").GetString()!, CultureInfo.InvariantCulture);
        var reports = One("Microsoft.EventGrid/systemTopics/eventSubscriptions");
        var hours = int.Parse(reports.At("properties", "retryPolicy", "eventTimeToLiveInMinutes")!, CultureInfo.InvariantCulture) / 60;

        Assert.All(
            (string[])
            [
                $"poll {queues} control queues and one queue of activities: when idle, every {poll.TotalSeconds} s",
                $"at most {Number((queues + 1) * 86_400 / (int)poll.TotalSeconds)} times a day",
                $"as there are control queues: {queues} (`partitionCount`",
                $"are kept whole, other things are sampled",
                $"`ORCHESTRATION_RETENTION_DAYS` ({Default("orchestrationRetentionDays")}) days",
                $"| calls in flight of one callout | {Default("maxConcurrentCalls")} | `MAX_CONCURRENT_CALLS`, up to {Most("maxConcurrentCalls")} |",
                $"| outbound calls at a time, for each number | {Default("callsPerCallerNumber")} |",
                $"| mails | {Default("emailsPerMinute")} a minute, {Default("emailsPerHour")} an hour",
                $"| text messages from a toll-free number | {Default("smsPerMinute")} a minute |",
                $"| instances | {Default("maximumInstanceCount")} (`MAXIMUM_INSTANCE_COUNT`) | up to {Most("maximumInstanceCount")};",
                $"(`{One("Microsoft.Storage/storageAccounts").At("sku", "name")}`)",
                $"{One("Microsoft.DurableTask/schedulers").At("properties", "sku", "name")} plan, which is what `infra/` makes",
                $"for {hours} hours, {reports.At("properties", "retryPolicy", "maxDeliveryAttempts")} times at most",
                $"more than {Alert("failing").Threshold} requests in {Alert("failing").Minutes} minutes were answered",
                $"refused more than {Alert("throttled-tables").Threshold} requests in {Alert("throttled-tables").Minutes} minutes",
            ],
            said => Assert.Contains(said, Manual.ReplaceLineEndings(" ")));
        Assert.Equal(
            "Request;Exception",
            host.RootElement.GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings")
                .GetProperty("excludedTypes").GetString());
    }

    private static BicepObject One(string type) => Assert.Single(
        from file in BicepFile.All
        from resource in file.Resources
        where resource.Type == type && !resource.Exists
        select resource.Body);

    private static (string Threshold, double Minutes) Alert(string name)
    {
        var alert = Assert.Single(
            BicepFile.All.SelectMany(file => file.Resources), resource => resource.Body.At("name") == name).Body;
        return (
            Assert.Single(alert.Objects, part => part.Members.ContainsKey("threshold")).At("threshold")!,
            XmlConvert.ToTimeSpan(alert.At("properties", "windowSize")!).TotalMinutes);
    }

    private static string Default(string parameter) =>
        Number(int.Parse(Parameter(parameter).Groups["value"].Value, CultureInfo.InvariantCulture));

    private static string Most(string parameter) =>
        Number(int.Parse(Parameter(parameter).Groups["most"].Value, CultureInfo.InvariantCulture));

    private static Match Parameter(string name) =>
        ParameterOfMain().Matches(Repository.Read("infra/main.bicep")).Single(match => match.Groups["name"].Value == name);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(@maxValue\((?<most>\d+)\)\s+)?param (?<name>\w+) int = (?<value>\d+)")]
    private static partial Regex ParameterOfMain();

    // Like `Callouts.SweepTests.A_call_is_closed`, or a whole class.
    [GeneratedRegex(@"`([A-Z][A-Za-z.]*Tests)(?:\.([A-Z]\w+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| `([\w-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex AlertRow();

    [GeneratedRegex(@"\$\{([A-Z_]+)[=}]")]
    private static partial Regex Variable();
}
