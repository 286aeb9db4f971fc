using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>What became of callouts, for spreadsheets.</summary>
public sealed class CalloutResultFunctions(Callouts callouts, CalloutResults results)
{
    /// <summary><c>GET /api/callouts/{id}/results.csv</c>: every participation of a callout.</summary>
    [Function(nameof(ExportCalloutResults))]
    public async Task<IResult> ExportCalloutResults(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/callouts/{id}/results.csv")]
        HttpRequest http,
        string id,
        CancellationToken cancellation) =>
        await callouts.FindAsync(ApiIds.Require(id), cancellation) is { } callout
            ? new CsvAnswer($"callout-{callout.Id}-results.csv", CalloutResults.Columns, results.ReadAsync(callout))
            : ApiResults.NotFound();
}
