using Switchboard.Identity;

namespace Switchboard.Http;

/// <summary>The callouts API, <c>/api</c>: Rails' error bodies and one HTTP Basic credential for all.</summary>
/// <param name="credential">Who may use it.</param>
public sealed class ApiFamily(BasicCredential credential) : SiteFamily
{
    /// <inheritdoc/>
    public override IReadOnlyList<PathString> Roots { get; } = ["/api"];

    /// <inheritdoc/>
    public override ValueTask<IResult?> RefuseAsync(HttpContext context) => ValueTask.FromResult(
        credential.Check(context.Request.Headers.Authorization) switch
        {
            Access.Granted => null,
            Access.Denied => ApiResults.Unauthorized(),
            _ => ApiResults.Problem(StatusCodes.Status503ServiceUnavailable, BasicCredential.HowToConfigure),
        });
}
