using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Describes the metadata that clients send.</summary>
internal static class MetadataSchema
{
    /// <summary>The metadata that a thing is created with.</summary>
    public static (string, JsonObject) New() => ("metadata", Schema.Document(
        $"Whatever its user wants to know about it: at most {Document.MaxValues} values and {Document.MaxLength} characters of JSON."));

    /// <summary>The metadata that are changed, and how they meet those that are there.</summary>
    public static (string, JsonObject)[] Change() =>
    [
        ("metadata", Schema.Document("What takes the place of the metadata that are there, or is merged with them.")),
        ("metadata_merge_mode", Mode()),
    ];

    /// <summary>How metadata meet those that are there.</summary>
    public static JsonObject Mode() => Schema.Word(
        "`replace` (the default): they take the place of those that are there. `merge`: each key takes the place of the same key. "
        + "`deep_merge`: so on inside of objects that both have.",
        "replace",
        "merge",
        "deep_merge");
}
