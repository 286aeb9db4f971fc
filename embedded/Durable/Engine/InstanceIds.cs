namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Which instance ids there can be.</summary>
internal static class InstanceIds
{
    // A table key has at most 1 KiB of UTF-16.
    private const int Longest = 512;

    /// <summary>Whether this is the id of an entity.</summary>
    public static bool IsEntity(string id) => id.StartsWith('@');

    /// <summary>The id, unless it is reserved for entities.</summary>
    public static string Checked(string id, string parameter) => IsEntity(id)
        ? throw new ArgumentException(
            "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, when"
            + " entity support is enabled.",
            parameter)
        : id;

    /// <summary>Whether an instance with this id can be stored.</summary>
    public static bool Fits(string id) => id.Length <= Longest;
}
