namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// The functions that may answer the paths which begin with the same literals, in their order. Paths that go on with a
/// literal of some route have a branch of their own, so that few routes are left to be tried.
/// </summary>
internal sealed class RouteBranch
{
    private static readonly StringComparer IgnoreCase = StringComparer.OrdinalIgnoreCase;

    private readonly HttpFunction[] _functions;
    private readonly Dictionary<string, RouteBranch>.AlternateLookup<ReadOnlySpan<char>> _branches;

    /// <param name="functions">All that may answer these paths.</param>
    /// <param name="depth">How many segments the paths have in common.</param>
    public RouteBranch(IReadOnlyCollection<HttpFunction> functions, int depth)
    {
        _functions = functions.Where(function => LiteralAt(function, depth) is null).ToArray();
        _branches = functions
            .Select(function => LiteralAt(function, depth))
            .OfType<string>()
            .Distinct(IgnoreCase)
            .ToDictionary(
                literal => literal,
                literal => new RouteBranch(functions.Where(function => Follows(function, depth, literal)).ToArray(), depth + 1),
                IgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The functions to be tried, in order.</summary>
    /// <param name="path">What follows the segments in common, without the slash before it.</param>
    public HttpFunction[] Candidates(ReadOnlySpan<char> path)
    {
        var end = path.IndexOf('/');
        var (segment, rest) = (end < 0 ? path.Length : end, end < 0 ? path.Length : end + 1);
        return _branches.TryGetValue(path[..segment], out var branch) ? branch.Candidates(path[rest..]) : _functions;
    }

    private static bool Follows(HttpFunction function, int depth, string literal) =>
        LiteralAt(function, depth) is { } own
            ? own.Equals(literal, StringComparison.OrdinalIgnoreCase)
            : depth < function.Template.Segments.Count || function.Template.Parameters.Any(parameter => parameter.IsCatchAll);

    private static string? LiteralAt(HttpFunction function, int depth) =>
        function.Template.Segments.ElementAtOrDefault(depth) is { IsSimple: true, Parts: [{ IsLiteral: true } literal] }
            ? literal.Text
            : null;
}
