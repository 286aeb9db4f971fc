using Switchboard.Tests.Azurite;

namespace Switchboard.Benchmarks;

/// <summary>The stores that an application is measured on, each for the time of its measurement.</summary>
internal static class Stores
{
    /// <summary>A new folder.</summary>
    public static async Task<IReadOnlyList<Figure>> OnDiskAsync(
        Func<Dictionary<string, string?>, Task<IReadOnlyList<Figure>>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark");
        try
        {
            return await measure(new() { ["EMBEDDED_DATA"] = folder.FullName });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An account of a new Azurite, given with its connection string.</summary>
    public static async Task<IReadOnlyList<Figure>> OnAzuriteAsync(
        Func<Dictionary<string, string?>, string, Task<IReadOnlyList<Figure>>> measure)
    {
        var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        try
        {
            var account = azurite.NewConnectionString();
            return await measure(new() { ["AzureWebJobsStorage"] = account }, account);
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
