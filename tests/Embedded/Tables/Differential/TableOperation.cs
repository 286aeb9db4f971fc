using Azure;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>Something that is asked of both services.</summary>
internal abstract record TableOperation
{
    public async Task<Answer> ApplyAsync(Side side)
    {
        try
        {
            return await AskAsync(side);
        }
        catch (RequestFailedException failure)
        {
            return Answer.Of(failure);
        }
    }

    protected abstract Task<Answer> AskAsync(Side side);
}

internal sealed record CreateTable(string Name) : TableOperation
{
    protected override async Task<Answer> AskAsync(Side side) =>
        Answer.Of((await side.Account.CreateTableAsync(Name)).GetRawResponse());
}

internal sealed record DeleteTable(string Name) : TableOperation
{
    protected override async Task<Answer> AskAsync(Side side) =>
        Answer.Of(await side.Account.DeleteTableAsync(Name));
}

internal sealed record ListTables(string? Filter, int? PageSize) : TableOperation
{
    protected override async Task<Answer> AskAsync(Side side)
    {
        var names = new List<string>();
        await foreach (var page in side.Account.QueryAsync(Filter, PageSize).AsPages())
        {
            Assert.InRange(page.Values.Count, 0, PageSize ?? 1000);
            names.AddRange(page.Values.Select(table => table.Name));
        }

        return new Answer($"200 {string.Join(' ', names)}", []);
    }
}

internal sealed record Read(string Table, TableEntity Row, IReadOnlyList<string>? Select) : TableOperation
{
    protected override async Task<Answer> AskAsync(Side side)
    {
        var row = await side.Table(Table).GetEntityAsync<TableEntity>(Row.PartitionKey, Row.RowKey, Select);
        side.Saw(Table, Row, row.GetRawResponse().Headers.ETag);
        return Answer.Of([row.Value]);
    }
}

internal sealed record Write(
    string Table, TableTransactionActionType Action, TableEntity Row, Expectation Expected) : TableOperation
{
    public override string ToString() => $"{Action} {Table} {Answer.Text(Row)} expecting {Expected}";

    protected override async Task<Answer> AskAsync(Side side)
    {
        var table = side.Table(Table);
        var version = side.ETag(Expected, Table, Row);
        var response = await (Action switch
        {
            TableTransactionActionType.Add => table.AddEntityAsync(Row),
            TableTransactionActionType.Delete => table.DeleteEntityAsync(Row.PartitionKey, Row.RowKey, version),
            TableTransactionActionType.UpdateMerge => table.UpdateEntityAsync(Row, version, TableUpdateMode.Merge),
            TableTransactionActionType.UpdateReplace => table.UpdateEntityAsync(Row, version, TableUpdateMode.Replace),
            TableTransactionActionType.UpsertMerge => table.UpsertEntityAsync(Row, TableUpdateMode.Merge),
            _ => table.UpsertEntityAsync(Row, TableUpdateMode.Replace),
        });
        side.Saw(Table, Row, response.Headers.ETag);
        return Answer.Of(response);
    }
}

internal sealed record Batch(string Table, IReadOnlyList<Write> Writes) : TableOperation
{
    public override string ToString() => $"Batch\n    {string.Join("\n    ", Writes)}";

    protected override async Task<Answer> AskAsync(Side side)
    {
        var actions = Writes.Select(write => new TableTransactionAction(
            write.Action, write.Row, side.ETag(write.Expected, Table, write.Row)));
        var responses = (await side.Table(Table).SubmitTransactionAsync(actions)).Value;
        foreach (var (write, response) in Writes.Zip(responses))
            side.Saw(Table, write.Row, response.Headers.ETag);
        return new Answer(string.Join(' ', responses.Select(response => response.Status)), []);
    }
}

internal sealed record Query(
    string Table, GeneratedFilter? Filter, string? Malformed, int? PageSize, IReadOnlyList<string>? Select)
    : TableOperation
{
    public override string ToString() =>
        $"Query {Table} where {Filter?.Text ?? Malformed} in pages of {PageSize} selecting "
        + string.Join(',', Select ?? ["everything"]);

    protected override async Task<Answer> AskAsync(Side side)
    {
        var rows = new List<TableEntity>();
        var query = side.Table(Table).QueryAsync<TableEntity>(Filter?.Text ?? Malformed, PageSize, Select);
        await foreach (var page in query.AsPages())
        {
            Assert.InRange(page.Values.Count, 0, PageSize ?? 1000);
            rows.AddRange(page.Values);
        }

        return Answer.Of(rows);
    }
}
