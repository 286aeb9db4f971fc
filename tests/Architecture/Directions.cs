namespace Switchboard.Tests.Architecture;

/// <summary>
/// Which folder of <c>functions/</c> may use which: capabilities use what they share and never each other, and what they
/// share uses no capability. The root composes everything; the console shows everything.
/// </summary>
internal static class Directions
{
    public static readonly IReadOnlySet<string> Capabilities =
        new HashSet<string> { "Callouts", "Appointments", "Dialing", "Callbacks", "Tickets" };

    public static readonly IReadOnlySet<string> Shared =
        new HashSet<string> { "Telephony", "Messaging", "Identity", "Storage", "Http" };

    /// <summary>The folders above everything else.</summary>
    public static readonly IReadOnlySet<string> Top = new HashSet<string> { "", "Console" };

    public static bool IsKnown(string folder) =>
        Capabilities.Contains(folder) || Shared.Contains(folder) || Top.Contains(folder);

    public static bool Allows(string from, string to) =>
        from == to || Top.Contains(from) || Shared.Contains(to);

    /// <summary>The folder that a type's namespace says it is in, or null for a type that is not the application's.</summary>
    public static string? FolderOf(Type type, string root)
    {
        var name = type.Namespace ?? "";
        if (name == root)
            return "";
        return name.StartsWith($"{root}.") ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    /// <summary>Each use of a folder that may not be used, in words.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> types, string root) =>
    [
        .. from type in types
           let folder = FolderOf(type, root)
           where folder is not null
           from reference in References.Of(type)
           where reference.To.Assembly == type.Assembly
           let used = FolderOf(reference.To, root)
           where used is not null && !Allows(folder, used)
           group reference by $"{type.FullName} ({folder}) uses {reference.To.FullName} ({used})" into same
           select same.Key,
    ];
}
