using System.ComponentModel.DataAnnotations;

namespace Switchboard.Storage;

/// <summary>
/// Where the tables are, and how long finished orchestrations are kept. The account is the Functions host's own.
/// </summary>
public sealed record StorageOptions : IValidatableObject
{
    /// <summary><c>AzureWebJobsStorage</c>: a connection string.</summary>
    [ConfigurationKeyName("AzureWebJobsStorage")]
    public string? ConnectionString { get; init; }

    /// <summary><c>AzureWebJobsStorage__tableServiceUri</c>: the tables of an account, for a managed identity.</summary>
    [ConfigurationKeyName("AzureWebJobsStorage__tableServiceUri"), HttpAddress]
    public Uri? TableServiceUri { get; init; }

    /// <summary><c>AzureWebJobsStorage__accountName</c>: the account's name instead.</summary>
    [ConfigurationKeyName("AzureWebJobsStorage__accountName"), RegularExpression("[a-z0-9]{3,24}")]
    public string? AccountName { get; init; }

    /// <summary><c>AzureWebJobsStorage__clientId</c>: the identity, where it is a user-assigned one.</summary>
    [ConfigurationKeyName("AzureWebJobsStorage__clientId")]
    public string? ClientId { get; init; }

    /// <summary>
    /// <c>ORCHESTRATION_RETENTION_DAYS</c>: how many days after their start finished orchestrations are purged (7).
    /// </summary>
    [ConfigurationKeyName("ORCHESTRATION_RETENTION_DAYS"), Range(1, 3650)]
    public int OrchestrationRetentionDays { get; init; } = 7;

    /// <summary>The address of the tables, for an identity.</summary>
    internal Uri Endpoint => TableServiceUri ?? new Uri($"https://{AccountName}.table.core.windows.net");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ConnectionString is null && TableServiceUri is null && AccountName is null
            ? [new("AzureWebJobsStorage is not set: a connection string, or AzureWebJobsStorage__tableServiceUri.")]
            : [];
}
