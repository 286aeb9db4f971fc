namespace Switchboard.Tests.Architecture;

/// <summary>
/// Which folder of <c>functions/</c> may use which: capabilities use what they share and never each other, and what they
/// share uses no capability. The console shows everything. The root namespace holds the words that all speak, and may
/// compose everything; but what composes a capability is used by no folder.
/// </summary>
internal static class Directions
{
    public static readonly IReadOnlySet<string> Capabilities =
        new HashSet<string> { "Callouts", "Appointments", "Dialing", "Callbacks", "Tickets" };

    public static readonly IReadOnlySet<string> Shared =
        new HashSet<string> { "Telephony", "Messaging", "Identity", "Storage", "Http" };

    private const string Root = "";
    private const string Console = "Console";

    public static bool IsKnown(string folder) =>
        Capabilities.Contains(folder) || Shared.Contains(folder) || folder == Console;

    public static bool Allows(string from, string to) =>
        from == to || from is Root or Console || to is Root || Shared.Contains(to);

    /// <summary>The folder that a type's namespace says it is in, or null for a type that is not the application's.</summary>
    public static string? FolderOf(Type type, string root)
    {
        var name = type.Namespace ?? "";
        if (name == root)
            return "";
        return name.StartsWith($"{root}.") ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    /// <summary>Each use of a folder that may not be used, in words.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<Type> types, string root)
    {
        var uses = (
            from type in types
            let folder = FolderOf(type, root)
            where folder is not null
            from reference in References.Of(type)
            where reference.To.Assembly == type.Assembly
            let used = FolderOf(reference.To, root)
            where used is not null
            select (From: type, Folder: folder, reference.To, Used: used)).Distinct().ToList();
        var composers = uses.Where(use => use is { Folder: Root, Used: not Root } && !Shared.Contains(use.Used))
            .Select(use => Outermost(use.From)).ToHashSet();
        return
        [
            .. from use in uses
               where !Allows(use.Folder, use.Used)
                   || (use.Folder is not (Root or Console) && composers.Contains(Outermost(use.To)))
               select $"{use.From.FullName} uses {use.To.FullName}",
        ];
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
