using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchboard.Storage;

/// <summary>The tables answer.</summary>
internal sealed class TablesCheck(Tables tables) : IHealthCheck
{
    /// <summary>A row that need not be there: the answer counts.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await tables.Secrets.GetEntityIfExistsAsync<TableEntity>("health", "check", cancellationToken: cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
