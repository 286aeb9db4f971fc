using System.Text.RegularExpressions;

namespace Switchboard.Tests.Infra;

/// <summary>What must hold in a set of Bicep files, and where it does not.</summary>
internal sealed partial class BicepRules(IReadOnlyList<BicepFile> files)
{
    // Of the functions of Bicep those that are used here.
    private static readonly HashSet<string> Functions =
    [
        "empty()", "guid()", "resourceGroup()", "string()", "subscription()", "subscriptionResourceId()", "tenant()",
        "union()", "uniqueString()",
    ];

    // Parts of something that is tagged itself.
    private static readonly string[] Untagged =
    [
        "Microsoft.Authorization/roleAssignments", "Microsoft.DurableTask/schedulers/taskHubs",
        "Microsoft.EventGrid/systemTopics/eventSubscriptions", "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/blobServices/containers", "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
        "Microsoft.Web/sites/config",
    ];

    /// <summary>Each fault in a sentence.</summary>
    public IEnumerable<string> Violations() => files.SelectMany(Violations);

    private IEnumerable<string> Violations(BicepFile file) =>
        from fault in (IEnumerable<string>)
        [
            .. Names(file), .. Modules(file), .. Unused(file), .. Versions(file), .. Tags(file), .. Secrets(file),
        ]
        select $"{file.Path}: {fault}";

    private static IEnumerable<string> Names(BicepFile file)
    {
        var known = new HashSet<string>(
        [
            .. file.Parameters.Select(parameter => parameter.Name), .. file.Variables.Keys,
            .. file.Resources.Select(resource => resource.Name), .. file.Modules.Select(module => module.Name), .. Functions,
        ]);
        return file.References.Select(reference => reference[0]).Where(name => !known.Contains(name)).Distinct()
            .Select(name => $"there is no {name}.");
    }

    private IEnumerable<string> Modules(BicepFile file)
    {
        foreach (var module in file.Modules)
        {
            var path = Path.Combine(Path.GetDirectoryName(file.Path)!, module.Path).Replace('\\', '/');
            if (files.FirstOrDefault(other => other.Path == path) is not { } target)
            {
                yield return $"there is no {module.Path}.";
                continue;
            }

            var given = (module.Body.Members["params"] as BicepObject)!.Members.Keys.ToHashSet();
            foreach (var name in given.Except(target.Parameters.Select(parameter => parameter.Name)))
                yield return $"{module.Path} has no parameter {name}.";
            foreach (var missing in target.Parameters.Where(parameter => !parameter.HasDefault && !given.Contains(parameter.Name)))
                yield return $"{module.Path} is not given {missing.Name}.";
            foreach (var reference in file.References.Where(reference => reference[0] == module.Name))
            {
                if (reference is not [_, "outputs", var output, ..])
                    yield return $"{string.Join('.', reference)} is no output.";
                else if (target.Outputs.All(other => other.Name != output))
                    yield return $"{module.Path} has no output {output}.";
            }
        }
    }

    private static IEnumerable<string> Unused(BicepFile file)
    {
        var used = file.References.Select(reference => reference[0]).ToHashSet();
        return file.Parameters.Select(parameter => parameter.Name).Concat(file.Variables.Keys)
            .Concat(file.Resources.Where(resource => resource.Exists).Select(resource => resource.Name))
            .Where(name => !used.Contains(name)).Select(name => $"nobody uses {name}.");
    }

    private static IEnumerable<string> Versions(BicepFile file) =>
        from resource in file.Resources
        where !Version().IsMatch(resource.Version)
        select $"{resource.Name} pins no released API version ({resource.Type}@{resource.Version}).";

    private static IEnumerable<string> Tags(BicepFile file) =>
        from resource in file.Resources
        where !resource.Exists && !Untagged.Contains(resource.Type) && !resource.Body.Members.ContainsKey("tags")
        select $"{resource.Name} has no tags.";

    // A secret goes to a secret parameter or into a vault, and nobody asks a resource for its keys.
    private IEnumerable<string> Secrets(BicepFile file)
    {
        var secrets = file.Parameters.Where(parameter => parameter.IsSecure).Select(parameter => parameter.Name).ToHashSet();
        foreach (var reference in file.References.Where(reference => reference.Any(name => name.StartsWith("list"))))
            yield return $"{string.Join('.', reference)} gets a key.";
        foreach (var output in file.Outputs.Where(output => IsSecret(output.Value)))
            yield return $"the output {output.Name} tells a secret.";
        foreach (var resource in file.Resources.Where(resource => IsSecret(resource.Whole)
            && resource.Type is not ("Microsoft.KeyVault/vaults/secrets" or "Microsoft.EventGrid/systemTopics/eventSubscriptions")))
            yield return $"{resource.Name} has a secret in it.";
        foreach (var module in file.Modules)
        {
            var path = Path.Combine(Path.GetDirectoryName(file.Path)!, module.Path).Replace('\\', '/');
            var secure = files.FirstOrDefault(other => other.Path == path)?.Parameters.Where(parameter => parameter.IsSecure)
                .Select(parameter => parameter.Name).ToHashSet() ?? [];
            foreach (var (name, value) in ((BicepObject)module.Body.Members["params"]).Members)
            {
                if (IsSecret(value) && !secure.Contains(name))
                    yield return $"{module.Path} takes the secret {name} for something that is none.";
            }
        }

        bool IsSecret(BicepValue value) => value.References.Any(reference =>
            secrets.Contains(reference[0]) || reference.Contains("getSecret()"));
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex Version();
}
