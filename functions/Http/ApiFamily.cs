using System.Text.RegularExpressions;
using Switchboard.Identity;

namespace Switchboard.Http;

/// <summary>The callouts API, <c>/api</c>: Rails' error bodies and one HTTP Basic credential for all.</summary>
/// <param name="credential">Who may use it.</param>
/// <param name="routes">What there is.</param>
public sealed partial class ApiFamily(BasicCredential credential, RouteTable routes) : SiteFamily
{
    /// <inheritdoc/>
    public override IReadOnlyList<PathString> Roots { get; } = ["/api"];

    /// <inheritdoc/>
    public override ValueTask<IResult?> RefuseAsync(HttpContext context) => ValueTask.FromResult(
        credential.Check(context.Request.Headers.Authorization) switch
        {
            Access.Granted => RefuseFormat(context.Request.Path),
            Access.Denied => ApiResults.Unauthorized(),
            _ => ApiResults.Problem(StatusCodes.Status503ServiceUnavailable, BasicCredential.HowToConfigure),
        });

    /// <summary>406 for what there is, but in JSON alone: <c>/api/contacts.xml</c>.</summary>
    public override IResult? RefuseFormat(PathString path) =>
        path.Value?.Contains('.') == true
        && Format().Match(path.Value) is { Success: true } format && routes.Methods(format.Groups["resource"].Value).Count > 0
            ? ApiResults.Problem(StatusCodes.Status406NotAcceptable)
            : null;

    [GeneratedRegex(@"\A(?<resource>/.*[^/])\.(?!json\z)[a-z][a-z0-9]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
