using System.Text.Json;
using System.Text.RegularExpressions;
using Switchboard.Tests.Architecture;

namespace Switchboard.Tests.Infra;

/// <summary>The infrastructure, as far as it can be judged without Azure.</summary>
public sealed partial class BicepTests
{
    private const string Child = """
        param name string
        param size int = 1
        @secure()
        param password string
        resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = { name: name, tags: {}, properties: { size: size } }
        resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
          parent: vault
          name: 'x'
          tags: {}
          properties: { value: password }
        }
        output id string = vault.id
        """;

    private const string Parent = """
        @secure()
        param password string
        var names = ['a', 'b']
        module child 'child.bicep' = [for name in names: {
          name: '${name}-child'
          params: { name: name, password: password }
        }]
        output first string = child.outputs.id
        """;

    [Fact]
    public void The_infrastructure_holds_together() => Assert.Empty(new BicepRules(BicepFile.All).Violations());

    [Fact]
    public void Whatever_is_deployed_is_read()
    {
        Assert.Contains("infra/main.bicep", BicepFile.All.Select(file => file.Path));
        Assert.True(BicepFile.All.Sum(file => file.Resources.Count) > 30);
        Assert.Equal(
            BicepFile.All.Select(file => file.Path).Except(["infra/main.bicep", "infra/events.bicep"]).Order(),
            BicepFile.All.SelectMany(file => file.Modules.Select(module => $"infra/{module.Path}")).Distinct().Order());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("'child.bicep'", "'nowhere.bicep'", "there is no nowhere.bicep")]
    [InlineData("name: name,", "name: name, colour: 'red',", "has no parameter colour")]
    [InlineData("name: name,", "", "is not given name")]
    [InlineData("child.outputs.id", "child.outputs.key", "has no output key")]
    [InlineData("child.outputs.id", "child.name", "is no output")]
    [InlineData("'${name}-child'", "'${nome}-child'", "there is no nome")]
    [InlineData("['a', 'b']", "secretNames()", "there is no secretNames()")]
    [InlineData("param size int = 1", "param size int = 1\nparam colour string = 'red'", "nobody uses colour")]
    [InlineData("vaults@2023-07-01' = { name", "vaults' = { name", "pins no released API version")]
    [InlineData("vaults@2023-07-01' = { name", "vaults@2023-07-01-preview' = { name", "pins no released API version")]
    [InlineData("name: name, tags: {},", "name: name,", "vault has no tags")]
    [InlineData("= vault.id", "= vault.listKeys().primary", "gets a key")]
    [InlineData("= vault.id", "= '${password}'", "the output id tells a secret")]
    [InlineData("size: size", "size: password", "vault has a secret in it")]
    [InlineData("params: { name: name,", "params: { name: password,", "takes the secret name for something that is none")]
    public void Each_fault_is_found(string what, string with, string? fault = null)
    {
        string Changed(string source) => what.Length == 0 ? source : source.Replace(what, with);
        var files = new[] { BicepParser.Parse("child.bicep", Changed(Child)), BicepParser.Parse("main.bicep", Changed(Parent)) };

        var violations = new BicepRules(files).Violations().ToList();

        if (fault is null)
            Assert.Empty(violations);
        else
            Assert.Contains(violations, violation => violation.Contains(fault));
    }

    [Theory]
    [InlineData("param")]
    [InlineData("var x = {")]
    [InlineData("var x = 'text")]
    [InlineData("var x = { a: 1, a: 2 }")]
    [InlineData("resource x")]
    public void What_is_no_Bicep_is_refused(string source) =>
        Assert.Throws<FormatException>(() => BicepParser.Parse("x.bicep", source));

    [Fact]
    public void Nobody_comes_in_by_a_key_and_nothing_is_public()
    {
        var storage = One("Microsoft.Storage/storageAccounts");
        Assert.Equal("false", storage.At("properties", "allowSharedKeyAccess"));
        Assert.Equal("false", storage.At("properties", "allowBlobPublicAccess"));
        Assert.Equal("TLS1_2", storage.At("properties", "minimumTlsVersion"));
        Assert.All(All("Microsoft.Storage/storageAccounts/blobServices/containers"), container =>
            Assert.Equal("None", container.At("properties", "publicAccess")));
        Assert.Equal("true", One("Microsoft.Insights/components").At("properties", "DisableLocalAuth"));
        Assert.Equal("true", One("Microsoft.CognitiveServices/accounts").At("properties", "disableLocalAuth"));
        Assert.Equal("true", One("Microsoft.KeyVault/vaults").At("properties", "enableRbacAuthorization"));
        var app = One("Microsoft.Web/sites");
        Assert.Equal("true", app.At("properties", "httpsOnly"));
        Assert.Equal("Disabled", app.At("properties", "siteConfig", "ftpsState"));
        Assert.Equal("false", One("Microsoft.Web/sites/basicPublishingCredentialsPolicies").At("properties", "allow"));
        Assert.Equal("api", Assert.Single(BicepFile.All
            .SelectMany(file => file.Resources).Where(resource => resource.Type == "Microsoft.Web/sites")
            .SelectMany(resource => resource.Whole.Objects).SelectMany(found => found.Members)
            .Where(member => member.Key == "azd-service-name").Select(member => ((BicepText)member.Value).Text)));
    }

    [Fact]
    public void The_app_runs_as_it_was_measured()
    {
        var app = One("Microsoft.Web/sites");
        Assert.Equal("dotnet-isolated", app.At("properties", "functionAppConfig", "runtime", "name"));
        Assert.Equal("10.0", app.At("properties", "functionAppConfig", "runtime", "version"));
        var alwaysReady = app.Objects.Where(found => found.Members.ContainsKey("instanceCount"))
            .Select(found => (found.At("name"), found.At("instanceCount")));
        Assert.Equal([("http", "1"), ("durable", "1")], alwaysReady);
    }

    /// <summary>The ids of the built-in roles, by the resource that each is given on.</summary>
    [Theory]
    [InlineData(
        "storage",
        "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3")]
    [InlineData("monitoring", "3913510d-42f4-4e42-8a64-420c390055eb")]
    [InlineData("scheduler", "0ad04412-c4d5-4796-b79c-f76d14c8d402")]
    [InlineData("communication", "b24988ac-6180-42a0-ab88-20f7382dd24c", "a97b65f3-24c7-4388-baec-2e87135dc908")]
    [InlineData("vault", "4633458b-17de-408a-b874-0445c86b69e6")]
    public void Each_identity_has_the_roles_that_it_needs_and_no_other(string module, params string[] roles)
    {
        var source = Repository.Read($"infra/modules/{module}.bicep");

        Assert.Equal(roles, RoleId().Matches(source).Select(match => match.Value));
        Assert.All(
            BicepFile.All.Where(file => file.Path.EndsWith($"/{module}.bicep")).SelectMany(file => file.Resources)
                .Where(resource => resource.Type == "Microsoft.Authorization/roleAssignments"),
            assignment => Assert.NotNull(assignment.Body.At("scope")));
    }

    [Fact]
    public void Every_parameter_of_the_deployment_has_a_value_and_secrets_are_made_up()
    {
        var main = BicepFile.All.Single(file => file.Path == "infra/main.bicep");
        using var file = JsonDocument.Parse(Repository.Read("infra/main.parameters.json"));
        var given = file.RootElement.GetProperty("parameters").EnumerateObject()
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("value").GetString()!);

        Assert.Equal(main.Parameters.Select(parameter => parameter.Name).Order(), given.Keys.Order());
        Assert.All(main.Parameters, parameter =>
            Assert.Equal(parameter.IsSecure, given[parameter.Name].StartsWith("$(secretOrRandomPassword ")));
        var secrets = BicepFile.All.SelectMany(bicep => bicep.Resources)
            .Where(resource => resource.Type == "Microsoft.KeyVault/vaults/secrets").Select(resource => resource.Body.At("name"));
        Assert.Equal(
            secrets.Order(),
            given.Values.Where(value => value.StartsWith("$(")).Select(value => value.TrimEnd(')').Split(' ')[^1]).Order());
    }

    [Fact]
    public void The_hook_after_the_deployment_gives_what_is_asked_for_and_known()
    {
        var events = BicepFile.All.Single(file => file.Path == "infra/events.bicep");
        var main = BicepFile.All.Single(file => file.Path == "infra/main.bicep");
        var hooks = Hook().Matches(Repository.Read("azure.yaml")).Select(match => (
            Name: match.Groups["name"].Value, Output: match.Groups["output"].Value)).ToList();

        var asked = events.Parameters.Where(parameter => !parameter.HasDefault).Select(parameter => parameter.Name).Order();
        Assert.Equal(asked, hooks.Select(hook => hook.Name).Distinct().Order());
        Assert.Equal(2 * asked.Count(), hooks.Count);
        Assert.All(hooks, hook => Assert.Contains(hook.Output, main.Outputs.Select(output => output.Name)));
    }

    private static BicepObject One(string type) => Assert.Single(All(type));

    private static IEnumerable<BicepObject> All(string type) =>
        from file in BicepFile.All
        from resource in file.Resources
        where resource.Type == type && !resource.Exists
        select resource.Body;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex RoleId();

    [GeneratedRegex("""(?<name>\w+)="\$(env:)?(?<output>[A-Z_]+)"(?<!group \S+)""")]
    private static partial Regex Hook();
}
