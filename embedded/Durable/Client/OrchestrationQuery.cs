namespace Switchboard.Embedded.Durable.Client;

/// <summary>Which instances are wanted.</summary>
/// <param name="CreatedFrom">Created at this moment or later.</param>
/// <param name="CreatedTo">Created at this moment or earlier.</param>
/// <param name="Statuses">In one of these states; null or none for any.</param>
/// <param name="TaskHubNames">Of one of these task hubs; null or none for any.</param>
/// <param name="InstanceIdPrefix">How their ids begin (case matters).</param>
/// <param name="PageSize">How many a page should have.</param>
/// <param name="FetchInputsAndOutputs">Whether their inputs are wanted; outputs and custom states always come.</param>
/// <param name="ContinuationToken">Where to go on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>How many instances a page should have unless asked otherwise.</summary>
    public const int DefaultPageSize = 100;
}
