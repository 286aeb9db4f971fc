using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
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
    private readonly Dictionary<string, string> _reports = [];
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

    [Fact]
    public async Task Tables_rows_transactions_and_queries_are_as_the_client_knows_them()
    {
        await RunAsync();

        Reported("tables", """["People","Places","Plants"]""");
        Reported("tables from Pl", """["Places","Plants"]""");
        Reported("pages of tables", "[2,1]");
        Reported("tables left", """["People","Places"]""");
        Reported("no such table", """{"status":404,"code":"TableNotFound"}""");
        Reported("bad table name", """{"status":400,"code":"InvalidResourceName"}""");

        Reported("read", """
            {"text":"it's","truth":true,"small":7,"real":2.5,"large":"9007199254740993",
            """ + "\"moment\":\"2026-01-02T03:04:05.678Z\",\"id\":\"8f7a1c1e-6d2b-4f7e-9a70-1d4c2b3a5e6f\","
            + "\"bytes\":[1,2,255],\"whole\":3,\"etag\":true,\"timestamp\":true}");
        Reported("selected", """["text","small"]""");
        Reported("insert again", """{"status":409,"code":"EntityAlreadyExists"}""");
        Reported("read nothing", """{"status":404,"code":"ResourceNotFound"}""");
        Reported("update nothing", """{"status":404,"code":"ResourceNotFound"}""");
        Reported("upsert merged", """{"a":1,"b":2,"c":2}""");
        Reported("update outdated", """{"status":412,"code":"UpdateConditionNotSatisfied"}""");
        Reported("update merged", """{"a":3,"b":2,"c":2}""");
        Reported("update replaced", """{"c":4}""");
        Reported("upsert replaced", """{"b":5}""");
        Reported("delete outdated", """{"status":412,"code":"UpdateConditionNotSatisfied"}""");
        Reported("delete again", """{"status":404,"code":"ResourceNotFound"}""");

        Reported("transaction", """{"status":202,"parts":100,"created":true}""");
        Reported("transaction refused", """{"status":409,"code":"EntityAlreadyExists"}""");
        Reported("transaction undone", "[0,1]");
        Reported("transaction of 101", """{"status":400,"code":"InvalidInput"}""");

        Reported("rows of a partition", "99");
        Reported("a range", """["010","011","012"]""");
        Reported("types", """["a b+c%"]""");
        Reported("guid", """["a b+c%"]""");
        Reported("either", """["003","097","a b+c%"]""");
        Reported("bad filter", """{"status":400,"code":"InvalidInput"}""");
        Reported("pages", "[40,40,19]");
        Reported("from a token", """["040","041"]""");
        Reported("wrong key", """{"status":403,"code":"AuthenticationFailed"}""");
        Assert.Empty(_reports);
    }

    private static string Repository => typeof(TablesClientTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Repository").Value!;

    private void Reported(string name, string expected)
    {
        Assert.True(_reports.Remove(name, out var value), $"'{name}' was not reported.");
        Assert.Equal($"{name}: {expected}", $"{name}: {value}");
    }

    private async Task RunAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", "tables.mjs")
        {
            WorkingDirectory = Path.Combine(Repository, "tests", "tools"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["TABLES_ENDPOINT"] = $"{_server.Urls.Single()}/{StorageAccount.DevelopmentName}",
                ["TABLES_ACCOUNT"] = StorageAccount.DevelopmentName,
                ["TABLES_KEY"] = StorageAccount.DevelopmentKey,
            },
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            using var said = JsonDocument.Parse(line);
            _reports[said.RootElement.GetProperty("report").GetString()!] =
                said.RootElement.GetProperty("value").GetRawText();
        }

        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"After {_reports.Keys.LastOrDefault()}: {await errors}");
    }
}
