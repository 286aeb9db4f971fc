using System.Net.Http.Json;
using Azure;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>The tables of an application are throttled by the control API like everything else that goes wrong.</summary>
public sealed class ThrottledTablesTests
{
    [Fact]
    public async Task Tables_are_busy_when_the_control_API_says_so_and_not_for_longer()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new TableServiceClient(
            $"DefaultEndpointsProtocol=http;AccountName={StorageAccount.DevelopmentName};"
            + $"AccountKey={StorageAccount.DevelopmentKey};"
            + $"TableEndpoint={app.Tables.GetLeftPart(UriPartial.Authority)}/{StorageAccount.DevelopmentName};",
            options);

        await app.Simulator.PutAsJsonAsync("/simulator/faults", new { throttledTables = 1, retryAfterSeconds = 7 });
        var busy = await Assert.ThrowsAsync<RequestFailedException>(() => client.CreateTableIfNotExistsAsync("People"));
        await app.Simulator.DeleteAsync("/simulator");
        var created = await client.CreateTableIfNotExistsAsync("People");

        Assert.Equal((503, "ServerBusy"), (busy.Status, busy.ErrorCode));
        Assert.True(busy.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds));
        Assert.Equal("7", seconds);
        Assert.Equal("People", created.Value.Name);
    }
}
