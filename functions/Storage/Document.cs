using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Storage;

/// <summary>JSON objects that users hang on things, kept in a string property.</summary>
public static class Document
{
    /// <summary>The longest a document may be as JSON text: the 64 KiB of a string property, in UTF-16.</summary>
    public const int MaxLength = 32_768;

    /// <summary>
    /// The most values (leaves) a document may have: each is found by a row of its own, and the rows that a change adds
    /// and removes must fit one entity group transaction.
    /// </summary>
    public const int MaxValues = 45;

    // Deeper than any request may nest.
    private const int MaxDepth = 512;

    /// <summary>What a stored document may be.</summary>
    internal static readonly JsonDocumentOptions Format = new() { MaxDepth = MaxDepth };

    private static readonly JsonSerializerOptions Compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>A document, or a part of one, as stored.</summary>
    public static string Write(JsonNode document) => document.ToJsonString(Compact);

    /// <summary>A stored document.</summary>
    public static JsonObject Read(string stored) =>
        JsonNode.Parse(stored, documentOptions: Format)!.AsObject();

    /// <summary>What is wrong with a document that shall be stored, or null.</summary>
    public static string? Problem(JsonObject document, int maxValues = MaxValues)
    {
        var stored = Write(document);
        if (stored.Length > MaxLength)
            return $"is too long (maximum is {MaxLength} characters)";
        return Terms.OfDocument("", stored).Count > maxValues
            ? $"has too many values (maximum is {maxValues})"
            : null;
    }
}
