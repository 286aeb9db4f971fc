using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchboard.Embedded.Tables;
using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Tests.App;
using Switchboard.Tests.Http;

namespace Switchboard.Tests.Operations;

/// <summary>The application says whether it can do its work.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task An_application_that_works_is_well()
    {
        await using var app = await SwitchboardApp.StartAsync();

        using var answer = await app.Http.GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_its_tables_it_is_not()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        var tables = new TableServiceClient(
            $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:{port}/nobody;",
            new TableClientOptions { Retry = { MaxRetries = 0 } });
        var services = new ServiceCollection().AddLogging().AddSingleton(new Tables(tables));
        services.AddHealthChecks().AddCheck<TablesCheck>("tables");
        await using var provider = services.BuildServiceProvider();

        var health = new HealthFunctions(provider.GetRequiredService<HealthCheckService>());
        var exchange = new Exchange();
        await exchange.AnswerAsync(await health.GetHealth(exchange.Request, CancellationToken.None));

        Assert.Equal((503, """{"status":"unavailable"}"""), (exchange.Status, exchange.Body));
    }
}
