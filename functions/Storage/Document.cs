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

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document as stored.</summary>
    public static string Write(JsonObject document) => document.ToJsonString(Compact);

    /// <summary>A stored document.</summary>
    public static JsonObject Read(string stored) => JsonNode.Parse(stored)!.AsObject();

    /// <summary>What is wrong with a document that shall be stored, or null.</summary>
    public static string? Problem(JsonObject document)
    {
        if (Write(document).Length > MaxLength)
            return $"is too long (maximum is {MaxLength} characters)";
        if (Terms.Of("", document).Take(MaxValues + 1).Count() > MaxValues)
            return $"has too many values (maximum is {MaxValues})";
        return null;
    }
}
