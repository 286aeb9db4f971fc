using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Switchboard.Http;

namespace Switchboard.Tests.Http;

/// <summary>
/// Whether some request could reach either of two routes. Errs on the side of saying yes: a pair of parameters is
/// taken for disjoint only if the constraints of one refuse every value that those of the other are known to need.
/// </summary>
internal static class RouteOverlap
{
    // One value of each kind that a constraint can tell apart, for parameters that meet parameters.
    private static readonly string[] Probes =
    [
        "5", "0", "-5", "123456789012", "1.5", "a", "abc", "a5", "true", "0f8fad5b-d9cb-469f-a165-70867728950e",
        "2024-01-01", "a.csv", "~", "é", "x y",
    ];

    public static bool Exists(RouteEntry one, RouteEntry other) =>
        SharesMethod(one, other) && SharesPath(one, other);

    private static bool SharesMethod(RouteEntry one, RouteEntry other) =>
        one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any();

    private static bool SharesPath(RouteEntry one, RouteEntry other) =>
        Lengths(one, other).Any(length => Enumerable.Range(0, length).All(at => SharesSegment(one, other, at)));

    // How many segments a path may have to reach both; beyond the longer template nothing new can happen.
    private static IEnumerable<int> Lengths(RouteEntry one, RouteEntry other) =>
        Enumerable.Range(0, Math.Max(one.Parsed.Segments.Count, other.Parsed.Segments.Count) + 1)
            .Where(length => MayHave(one, length) && MayHave(other, length));

    private static bool MayHave(RouteEntry route, int length)
    {
        var segments = route.Parsed.Segments;
        var required = segments.Count(segment => !segment.Parts[0].IsOptional && !segment.Parts[0].IsCatchAll
            && segment.Parts[0].DefaultValue is null);
        return length >= required
            && (length <= segments.Count || segments is [.., { Parts: [.., { IsCatchAll: true }] }]);
    }

    private static bool SharesSegment(RouteEntry one, RouteEntry other, int at) =>
        Candidates(one, at).Concat(Candidates(other, at)).Any(text => Takes(one, at, text) && Takes(other, at, text));

    private static IEnumerable<string> Candidates(RouteEntry route, int at) => Segment(route, at) switch
    {
        { IsSimple: true, Parts: [{ IsLiteral: true, Text: { } text }] } => [text],
        { IsSimple: false } mixed =>
            Probes.Select(probe => string.Concat(mixed.Parts.Select(part => part.Text ?? probe))),
        _ => Probes,
    };

    private static bool Takes(RouteEntry route, int at, string text)
    {
        var segment = Segment(route, at);
        if (segment.IsSimple)
            return segment.Parts[0] is { IsLiteral: true } literal
                ? string.Equals(literal.Text, text, StringComparison.OrdinalIgnoreCase)
                : route.Accepts(segment.Parts[0].Name!, new RouteValueDictionary { [segment.Parts[0].Name!] = text });
        var values = new RouteValueDictionary();
        var alone = new RouteTemplate(string.Join("", segment.Parts), [segment]);
        return new TemplateMatcher(alone, []).TryMatch("/" + text, values)
            && values.Keys.All(name => route.Accepts(name, values));
    }

    private static TemplateSegment Segment(RouteEntry route, int at) =>
        route.Parsed.Segments[Math.Min(at, route.Parsed.Segments.Count - 1)];
}
