namespace Switchboard.Tests.Surface;

/// <summary>
/// Embedded SDK types may offer a subset of the real ones and nothing else, so that what compiles for the embedded
/// cloud compiles for Azure. Interfaces must be whole: what implements a part of one here would not implement it there.
/// </summary>
internal sealed class SurfaceContract(AzureApi api, IReadOnlyDictionary<string, string> realNamespaces)
{
    private const string RecordCopy = "<Clone>$() : ";

    private static readonly Dictionary<string, string> RealNamespaces = new()
    {
        ["Switchboard.Embedded.Functions"] = "Microsoft.Azure.Functions.Worker",
        ["Switchboard.Embedded.Functions.Hosting"] = "Microsoft.Extensions.Hosting",
        ["Switchboard.Embedded.Functions.Logging"] = "Microsoft.Extensions.Logging",
        ["Switchboard.Embedded.Functions.DependencyInjection"] = "Microsoft.Extensions.DependencyInjection",
        ["Switchboard.Embedded.Durable"] = "Microsoft.DurableTask",
        ["Switchboard.Embedded.Tables"] = "Azure.Data.Tables",
        ["Switchboard.Embedded.Communication"] = "Azure.Communication",
    };

    /// <summary>The contract of the embedded cloud.</summary>
    public static SurfaceContract Embedded { get; } = new(AzureApi.Real, RealNamespaces);

    /// <summary>What these types offer that the real ones do not, one sentence each.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<Type> types) => [.. types.SelectMany(Violations)];

    private IEnumerable<string> Violations(Type type)
    {
        if (RealName(type) is not { } realName || api.MembersOf(realName) is not { } listed)
            return [$"{type.FullName} is public, but there is no such type in the real packages."];

        var offered = PublicSurface.MembersOf(type).ToList();
        var extra = offered.Where(member => !IsListed(member, listed)).Select(member =>
            $"{type.FullName} offers `{member}`, which {realName} does not have{Candidates(member, listed)}.");
        var missing = !type.IsInterface ? [] : listed.Except(offered).Select(member =>
            $"{type.FullName} is an interface without `{member}`, which whoever implements {realName} must have.");
        return extra.Concat(missing);
    }

    /// <summary>
    /// A property may offer fewer accessors than the real one; and what a record's copy is declared to be, the base or
    /// the record itself, depends on the framework it was compiled for and shows in no source.
    /// </summary>
    private static bool IsListed(string member, IReadOnlySet<string> listed) =>
        listed.Contains(member)
        || (member.StartsWith(RecordCopy) && listed.Any(other => other.StartsWith(RecordCopy)))
        || listed.Contains(member.Replace(" { get; } : ", " { get; set; } : "))
        || listed.Contains(member.Replace(" { set; } : ", " { get; set; } : "));

    private static string Candidates(string member, IReadOnlySet<string> listed)
    {
        var alike = listed.Where(other => NameOf(other) == NameOf(member)).Select(other => $"`{other}`").ToList();
        return alike.Count == 0 ? "" : $" (it has {string.Join(", ", alike)})";
    }

    private static string NameOf(string member) => member[..member.IndexOfAny([' ', '(', '<'], 1)];

    /// <summary>The longest matching prefix decides: a namespace of its own, or a part of one.</summary>
    private string? RealName(Type type)
    {
        for (var prefix = type.Namespace ?? ""; prefix.Length > 0; prefix = prefix[..Math.Max(0, prefix.LastIndexOf('.'))])
        {
            if (realNamespaces.TryGetValue(prefix, out var real))
                return $"{real}{type.Namespace![prefix.Length..]}.{PublicSurface.Name(type)}";
        }

        return null;
    }
}
