namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// The order of orchestration versions: as <see cref="System.Version"/>s where both are, else as text.
/// </summary>
internal static class VersionOrder
{
    public static int Compare(string? version, string? other)
    {
        version ??= "";
        other ??= "";
        if (version.Length == 0 || other.Length == 0)
            return version.Length.CompareTo(other.Length);
        return System.Version.TryParse(version, out var a) && System.Version.TryParse(other, out var b)
            ? a.CompareTo(b)
            : string.Compare(version, other, StringComparison.OrdinalIgnoreCase);
    }
}
