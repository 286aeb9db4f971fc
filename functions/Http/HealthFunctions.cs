namespace Switchboard.Http;

/// <summary>Whether the application answers.</summary>
public sealed class HealthFunctions
{
    /// <summary><c>GET /healthz</c>: 200 <c>{"status":"ok"}</c> as long as functions run.</summary>
    [Function(nameof(GetHealth))]
    public IResult GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz")] HttpRequest request) =>
        ApiResults.Ok(new { status = "ok" });
}
