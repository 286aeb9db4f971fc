using Azure.Identity;

namespace Switchboard.Storage;

/// <summary>Adds what every capability needs from Table Storage.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Registers the tables of the account that <c>AzureWebJobsStorage</c> names: a connection string, or the
    /// identity-based form with <c>AzureWebJobsStorage__tableServiceUri</c> (or <c>__accountName</c>) and, for a
    /// user-assigned identity, <c>__clientId</c>.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => Connect(configuration.GetSection("AzureWebJobsStorage")))
        .AddSingleton<Tables>()
        .AddSingleton<PartitionWriters>()
        .AddSingleton<IdSequence>()
        .AddHostedService<TableSetup>();

    private static TableServiceClient Connect(IConfigurationSection storage)
    {
        if (storage.Value is { Length: > 0 } connectionString)
            return new TableServiceClient(connectionString);

        var endpoint = storage["tableServiceUri"]
            ?? (storage["accountName"] is { } account ? $"https://{account}.table.core.windows.net" : null)
            ?? throw new InvalidOperationException(
                "AzureWebJobsStorage is not set: a connection string, or AzureWebJobsStorage__tableServiceUri.");
        var identity = storage["clientId"] is { Length: > 0 } clientId
            ? ManagedIdentityId.FromUserAssignedClientId(clientId)
            : ManagedIdentityId.SystemAssigned;
        return new TableServiceClient(new Uri(endpoint), new ManagedIdentityCredential(identity));
    }
}
