using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Switchboard.Tests.App;
using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.Operations;

/// <summary>Settings are checked at the start, and whoever made a mistake is told which.</summary>
public sealed class SettingsTests
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "MAX_CONCURRENT_CALLS", "many", "MAX_CONCURRENT_CALLS" },
        { "MAX_CONCURRENT_CALLS", "0", "MAX_CONCURRENT_CALLS must be between 1 and 10000" },
        { "COMMUNICATION_RETRIES", "11", "COMMUNICATION_RETRIES must be between 0 and 10" },
        { "COMMUNICATION_CONNECTION_STRING", "acs.example", "COMMUNICATION_CONNECTION_STRING must be endpoint=" },
        { "COMMUNICATION_CONNECTION_STRING", "endpoint=https://acs.example/", "COMMUNICATION_CONNECTION_STRING must be endpoint=" },
        {
            "COMMUNICATION_CONNECTION_STRING", "endpoint=acs.example;accesskey=c2VjcmV0",
            "COMMUNICATION_CONNECTION_STRING must be endpoint="
        },
        {
            "COMMUNICATION_CONNECTION_STRING", "endpoint=https://acs.example/;accesskey=not Base64!",
            "COMMUNICATION_CONNECTION_STRING must be endpoint="
        },
        { "COMMUNICATION_ENDPOINT", "acs.example", "COMMUNICATION_ENDPOINT must be an http(s) address" },
        { "COMMUNICATION_ENDPOINT", "ftp://acs.example", "COMMUNICATION_ENDPOINT must be an http(s) address" },
        { "COMMUNICATION_ENDPOINT", "https://acs.example", "needs COMMUNICATION_RESOURCE_ID beside it" },
        { "COMMUNICATION_RESOURCE_ID", "my-resource", "COMMUNICATION_RESOURCE_ID" },
        { "COGNITIVE_SERVICES_ENDPOINT", "/speech", "COGNITIVE_SERVICES_ENDPOINT must be an http(s) address" },
        { "CALLER_NUMBERS", "+442079460000,me", "CALLER_NUMBERS must be phone numbers" },
        { "PUBLIC_URL", "example.test", "PUBLIC_URL must be an http(s) address" },
        { "AzureWebJobsStorage", "", "AzureWebJobsStorage is not set" },
        { "AzureWebJobsStorage__tableServiceUri", "tables", "AzureWebJobsStorage__tableServiceUri must be an http(s)" },
        { "AzureWebJobsStorage__accountName", "My Account", "AzureWebJobsStorage__accountName" },
        { "ORCHESTRATION_RETENTION_DAYS", "0", "ORCHESTRATION_RETENTION_DAYS must be between 1 and" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_setting_that_cannot_be_meant_is_refused_by_name(string name, string value, string message)
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" };
        settings[name.Replace("__", ":")] = value;

        var refusals = OptionClasses.Select(options => Bind(options, settings)).OfType<SettingException>().ToList();

        Assert.Contains(message, Assert.Single(refusals).Message);
    }

    [Fact]
    public void Empty_settings_are_not_set()
    {
        var settings = Names().ToDictionary(name => name, _ => (string?)"");
        settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";

        Assert.All(OptionClasses, options => Assert.Equal(Activator.CreateInstance(options) switch
        {
            Switchboard.Storage.StorageOptions storage => storage with { ConnectionString = settings["AzureWebJobsStorage"] },
            var defaults => defaults,
        }, Bind(options, settings)));
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var message = Assert.IsType<SettingException>(Bind(typeof(Sample), new Dictionary<string, string?>
        {
            ["FIRST_SAMPLE"] = "9",
            ["SECOND_SAMPLE"] = "x",
        })).Message;

        Assert.Equal(["FIRST_SAMPLE", "SECOND_SAMPLE"], message.Split(Environment.NewLine).Select(line => line.Split(' ')[2]));
    }

    [Theory]
    [InlineData("CALLER_NUMBERS", "nobody")]
    [InlineData("AzureWebJobsStorage", "somewhere")]
    [InlineData("MAX_CONCURRENT_CALLS", "many")]
    [InlineData("HTTP_BASIC_AUTH_USER", "@Microsoft.KeyVault(VaultName=vault;SecretName=user)")]
    public async Task A_mistake_ends_the_process_with_one_line_that_names_it(string name, string value)
    {
        var (code, output) = await SwitchboardProcess.RunAsync(new Dictionary<string, string?> { [name] = value });

        Assert.Equal(1, code);
        Assert.Contains(name, Assert.Single(output.Split(Environment.NewLine)));
    }

    private static IEnumerable<Type> OptionClasses => Application.Types.Where(type => Names(type).Any());

    private static IEnumerable<string> Names() => OptionClasses.SelectMany(Names);

    private static IEnumerable<string> Names(Type type) =>
        from property in type.GetProperties()
        let name = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name
        where name is not null
        select name.Replace("__", ":");

    private static object Bind(Type options, Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        try
        {
            return typeof(Settings).GetMethod(nameof(Settings.Bind))!.MakeGenericMethod(options).Invoke(null, [configuration])!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is SettingException refusal)
        {
            return refusal;
        }
    }

    internal sealed record Sample
    {
        [ConfigurationKeyName("FIRST_SAMPLE"), Range(0, 5)]
        public int First { get; init; }

        [ConfigurationKeyName("SECOND_SAMPLE"), Length(3, 5)]
        public string? Second { get; init; }
    }
}
