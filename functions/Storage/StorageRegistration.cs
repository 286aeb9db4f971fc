using Azure.Identity;

namespace Switchboard.Storage;

/// <summary>Adds what every capability needs from Table Storage.</summary>
public static class StorageRegistration
{
    /// <summary>Registers the tables of the account that the settings name.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Settings.Bind<StorageOptions>(configuration);
        return services
            .AddSingleton(options)
            .AddSingleton(Connect(options))
            .AddSingleton<Tables>()
            .AddSingleton<PartitionWriters>()
            .AddSingleton<IdSequence>()
            .AddSingleton<OwnedIds>()
            .AddHostedService<TableSetup>()
            .AddHealthChecks().AddCheck<TablesCheck>("tables", timeout: TimeSpan.FromSeconds(5)).Services;
    }

    private static TableServiceClient Connect(StorageOptions options)
    {
        if (options.ConnectionString is not { } connectionString)
        {
            var identity = options.ClientId is { } clientId
                ? ManagedIdentityId.FromUserAssignedClientId(clientId)
                : ManagedIdentityId.SystemAssigned;
            return new TableServiceClient(options.Endpoint, new ManagedIdentityCredential(identity));
        }

        try
        {
            return new TableServiceClient(connectionString);
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new SettingException("AzureWebJobsStorage is not a connection string of a storage account.", malformed);
        }
    }
}
