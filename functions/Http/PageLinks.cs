using System.Globalization;
using System.Text;

namespace Switchboard.Http;

/// <summary>
/// The <c>Link</c> header of a list (RFC 8288): first and prev unless on page 1, last and next unless on the last
/// page, each the request's own address with its page replaced and everything else of it untouched.
/// </summary>
internal static class PageLinks
{
    /// <summary>The header's value, or null if there is no other page.</summary>
    public static string? Of(HttpRequest request, Paging paging, long total)
    {
        var last = paging.Last(total);
        var links = new List<string>();
        if (paging.Page > 1)
            links.AddRange([Link(request, 1, "first"), Link(request, paging.Page - 1, "prev")]);
        if (paging.Page < last)
            links.AddRange([Link(request, last, "last"), Link(request, paging.Page + 1, "next")]);
        return links.Count > 0 ? string.Join(", ", links) : null;
    }

    private static string Link(HttpRequest request, long page, string relation) =>
        $"<{RequestAddress.Of(request)}?{Query(request, page)}>; rel=\"{relation}\"";

    private static string Query(HttpRequest request, long page)
    {
        var replacement = "page=" + page.ToString(CultureInfo.InvariantCulture);
        var pairs = (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var replaced = new List<string>(pairs.Length + 1);
        foreach (var pair in pairs)
        {
            if (!IsPage(pair))
                replaced.Add(pair);
            else if (!replaced.Contains(replacement))
                replaced.Add(replacement);
        }
        if (!replaced.Contains(replacement))
            replaced.Add(replacement);
        return string.Join('&', replaced);
    }

    // Rack reads [page]=2 as page=2, too.
    private static bool IsPage(string pair) =>
        RackForm.Unescape(Encoding.UTF8.GetBytes(pair.Split('=', 2)[0])).Trim(' ').Trim('[', ']') is "page";
}
