using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchboard.Http;

/// <summary>Whether the application can do its work.</summary>
public sealed class HealthFunctions(HealthCheckService health)
{
    /// <summary>
    /// <c>GET /healthz</c>: 200 <c>{"status":"ok"}</c> when everything that registered a health check is well, otherwise
    /// 503 <c>{"status":"unavailable"}</c>; the log says why.
    /// </summary>
    [Function(nameof(GetHealth))]
    public async Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz")] HttpRequest request,
        CancellationToken cancellation)
    {
        var report = await health.CheckHealthAsync(cancellation);
        return report.Status == HealthStatus.Healthy
            ? ApiResults.Ok(new { status = "ok" })
            : new JsonAnswer(StatusCodes.Status503ServiceUnavailable, ApiJson.Bytes(new { status = "unavailable" }));
    }
}
