using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.JavaScript;

/// <summary>Microsoft's JavaScript client of tables, unmodified, against the embedded service over HTTP.</summary>
public sealed class TablesClientTests : IAsyncLifetime
{
    private readonly TableStore _store = TableStore.OpenMemory(TimeProvider.System);
    private TableService _service = null!;
    private WebApplication _server = null!;

    public async Task InitializeAsync()
    {
        _service = new TableService(_store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(_service.HandleAsync);
        await _server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _service.Dispose();
        _store.Dispose();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 12)]
    public async Task Everything_is_as_the_client_knows_it_however_busy_the_service_is(double busy, int retries)
    {
        _service.Throttle = busy > 0 ? new TableThrottle(busy, seed: 1) : null;

        var script = await RunAsync(retries);

        script.Reported("tables", """["People","Places","Plants"]""");
        script.Reported("tables from Pl", """["Places","Plants"]""");
        script.Reported("pages of tables", "[2,1]");
        script.Reported("tables left", """["People","Places"]""");
        script.Reported("no such table", """{"status":404,"code":"TableNotFound"}""");
        script.Reported("bad table name", """{"status":400,"code":"InvalidResourceName"}""");

        script.Reported("read", """
            {"text":"it's","truth":true,"small":7,"real":2.5,"large":"9007199254740993",
            """ + "\"moment\":\"2026-01-02T03:04:05.678Z\",\"id\":\"8f7a1c1e-6d2b-4f7e-9a70-1d4c2b3a5e6f\","
            + "\"bytes\":[1,2,255],\"whole\":3,\"etag\":true,\"timestamp\":true}");
        script.Reported("selected", """["text","small"]""");
        script.Reported("insert again", """{"status":409,"code":"EntityAlreadyExists"}""");
        script.Reported("read nothing", """{"status":404,"code":"ResourceNotFound"}""");
        script.Reported("update nothing", """{"status":404,"code":"ResourceNotFound"}""");
        script.Reported("upsert merged", """{"a":1,"b":2,"c":2}""");
        script.Reported("update outdated", """{"status":412,"code":"UpdateConditionNotSatisfied"}""");
        script.Reported("update merged", """{"a":3,"b":2,"c":2}""");
        script.Reported("update replaced", """{"c":4}""");
        script.Reported("upsert replaced", """{"b":5}""");
        script.Reported("delete outdated", """{"status":412,"code":"UpdateConditionNotSatisfied"}""");
        script.Reported("delete again", """{"status":404,"code":"ResourceNotFound"}""");

        script.Reported("transaction", """{"status":202,"parts":100,"created":true}""");
        script.Reported("transaction refused", """{"status":409,"code":"EntityAlreadyExists"}""");
        script.Reported("transaction undone", "[0,1]");
        script.Reported("transaction of 101", """{"status":400,"code":"InvalidInput"}""");

        script.Reported("rows of a partition", "99");
        script.Reported("a range", """["010","011","012"]""");
        script.Reported("types", """["a b+c%"]""");
        script.Reported("guid", """["a b+c%"]""");
        script.Reported("either", """["003","097","a b+c%"]""");
        script.Reported("bad filter", """{"status":400,"code":"InvalidInput"}""");
        script.Reported("pages", "[40,40,19]");
        script.Reported("from a token", """["040","041"]""");
        script.Reported("wrong key", """{"status":403,"code":"AuthenticationFailed"}""");

        script.Reported("properties before", """{"read":false,"hours":false,"rules":0}""");
        script.Reported("properties after", """
            {"read":true,"days":7,"hours":false,"origins":"https://a.example,https://b.example","age":60}
            """.Trim());
        script.Reported("statistics of the first place", """{"status":400}""");
        script.Reported("statistics of the second place", """["live",true]""");
        script.Reported("no policies", "0");
        script.Reported("policy", """["readers","r","2026-01-02T03:04:06.000Z"]""");
        script.Reported("busy", busy > 0 ? "true" : "false");
        Assert.Empty(script.Unread);
    }

    private Task<NodeScript> RunAsync(int retries) => NodeScript.RunAsync("tables.mjs", new Dictionary<string, string>
    {
        ["TABLES_ENDPOINT"] = $"{_server.Urls.Single()}/{StorageAccount.DevelopmentName}",
        ["TABLES_ACCOUNT"] = StorageAccount.DevelopmentName,
        ["TABLES_KEY"] = StorageAccount.DevelopmentKey,
        ["TABLES_RETRIES"] = $"{retries}",
    });
}
