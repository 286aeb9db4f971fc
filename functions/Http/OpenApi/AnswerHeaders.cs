using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>Headers of answers, which operations of all families share.</summary>
internal static class AnswerHeaders
{
    /// <summary>The address of what was created.</summary>
    public static (string, JsonObject) Location(OpenApiBuilder api) =>
        Header(api, "Location", "Where it is: a path.", "string");

    /// <summary>How many items the whole list has.</summary>
    public static (string, JsonObject) Total(OpenApiBuilder api) =>
        Header(api, "Total", "How many items the whole list has.", "integer");

    /// <summary>How many items a page has.</summary>
    public static (string, JsonObject) PerPage(OpenApiBuilder api) =>
        Header(api, "Per-Page", "How many items a page has.", "integer");

    /// <summary>The addresses of other pages.</summary>
    public static (string, JsonObject) Link(OpenApiBuilder api) => Header(
        api,
        "Link",
        "The addresses of the `first`, `prev`, `last` and `next` pages (RFC 8288), where there are such.",
        "string",
        required: false);

    /// <summary>How to authenticate.</summary>
    public static (string, JsonObject) WwwAuthenticate(OpenApiBuilder api) =>
        Header(api, "WWW-Authenticate", "The scheme that is asked for.", "string");

    /// <summary>What changes with the answer.</summary>
    public static (string, JsonObject) EntityTag(OpenApiBuilder api) =>
        Header(api, "ETag", "Changes with the answer; may be sent as `If-None-Match`.", "string");

    private static (string, JsonObject) Header(
        OpenApiBuilder api, string name, string description, string type, bool required = true) =>
        (name, api.Shared("headers", name, () => new JsonObject
        {
            ["description"] = description,
            ["required"] = required,
            ["schema"] = new JsonObject { ["type"] = type },
        }));
}
