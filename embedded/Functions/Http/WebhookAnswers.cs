using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>How the Durable HTTP API reads queries and writes answers.</summary>
internal static class WebhookAnswers
{
    private const string Continuation = "x-ms-continuation-token";

    public static Task EmptyAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static Task WriteAsync(HttpContext http, int status, JsonNode? body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body?.ToJsonString() ?? "null", http.RequestAborted);
    }

    /// <summary>
    /// What comes after the page before, at most as much as is asked for, in the order of ids. Clients get everything in one
    /// page; here the answer's header says where to go on.
    /// </summary>
    public static IReadOnlyList<T> Page<T>(HttpContext http, IEnumerable<T> found, Func<T, string> id, int usualSize)
    {
        if (!int.TryParse(http.Request.Query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out var top)
            || top == 0)
            top = usualSize;
        var after = Token(http.Request.Headers[Continuation].ToString());
        var page = found
            .Where(one => after is null || string.CompareOrdinal(id(one), after) > 0)
            .OrderBy(id, StringComparer.Ordinal)
            .Take(Math.Min(top, int.MaxValue - 1) + 1)
            .ToList();
        if (page.Count > top)
        {
            page.RemoveAt(top);
            http.Response.Headers[Continuation] = Convert.ToBase64String(Encoding.UTF8.GetBytes(id(page[^1])));
        }

        return page;
    }

    /// <summary>Whether the text is a moment or nothing.</summary>
    public static bool Moment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            return false;
        moment = read;
        return true;
    }

    public static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    public static bool IsFalse(string? text) => string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is stored, as JSON. What failed or was suspended has text for an output, not JSON.</summary>
    public static JsonNode? Value(string? serialized)
    {
        try
        {
            return serialized is null ? null : JsonNode.Parse(serialized);
        }
        catch (JsonException)
        {
            return JsonValue.Create(serialized);
        }
    }

    private static string? Token(string header)
    {
        var bytes = new byte[header.Length];
        return header.Length > 0 && Convert.TryFromBase64String(header, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }
}
