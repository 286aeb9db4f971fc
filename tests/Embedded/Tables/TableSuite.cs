using Azure;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>What the parts of the suite share: an account of their own, with one table.</summary>
public abstract class TableSuite(ITableCloud cloud) : IAsyncLifetime
{
    protected TableServiceClient Account { get; } = new(cloud.NewConnectionString(), new TableClientOptions
    {
        Retry = { MaxRetries = 0 },
    });

    protected TableClient Table => Account.GetTableClient("People");

    public async Task InitializeAsync() => await Table.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    protected static async Task<RequestFailedException> FailsAsync(int status, string code, Func<Task> action)
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(action);
        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
        return failure;
    }

    protected async Task AddAsync(params TableEntity[] entities)
    {
        foreach (var entity in entities)
            await Table.AddEntityAsync(entity);
    }

    protected async Task<string> KeysAsync(string? filter, int? maxPerPage = null)
    {
        var keys = new List<string>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, maxPerPage))
            keys.Add(row.RowKey);
        return string.Join(' ', keys);
    }
}
