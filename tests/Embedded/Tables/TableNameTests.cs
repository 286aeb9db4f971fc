using Switchboard.Embedded.Tables;
using Switchboard.Embedded.Tables.Models;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Tables made, listed and deleted.</summary>
public abstract class TableNameTests(ITableCloud cloud) : TableSuite(cloud)
{
    [Fact]
    public async Task A_table_is_made_once()
    {
        await FailsAsync(409, "TableAlreadyExists", () => Table.CreateAsync());
        var again = await Table.CreateIfNotExistsAsync();
        Assert.Equal((409, "People"), (again.GetRawResponse().Status, again.Value.Name));
    }

    [Fact]
    public async Task Names_do_not_regard_case() =>
        await FailsAsync(409, "TableAlreadyExists", () => Account.CreateTableAsync("PEOPLE"));

    [Theory]
    [InlineData("1abc")]
    [InlineData("a-bcd")]
    [InlineData("ab")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_bad_name_is_refused(string name)
    {
        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Account.CreateTableAsync(name));
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task A_deleted_table_is_gone_with_its_rows()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(204, (await Table.DeleteAsync()).Status);
        await FailsAsync(404, "TableNotFound", () => Table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(404, (await Table.DeleteAsync()).Status);

        await Table.CreateAsync();
        Assert.Empty(await KeysAsync(null));
    }

    [Fact]
    public async Task What_is_asked_of_a_missing_table_is_not_found()
    {
        var missing = Account.GetTableClient("Missing");
        await FailsAsync(404, "TableNotFound", () => missing.AddEntityAsync(new TableEntity("p", "r")));
        await FailsAsync(404, "TableNotFound", () => missing.UpsertEntityAsync(new TableEntity("p", "r")));
        await FailsAsync(404, "TableNotFound", () => missing.QueryAsync<TableEntity>().GetAsyncEnumerator().MoveNextAsync().AsTask());
        Assert.False((await missing.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Tables_are_listed_in_order_and_in_pages()
    {
        foreach (var name in (string[])["Delta", "Bravo", "Charlie", "Alpha"])
            await Account.CreateTableAsync(name);

        var pages = new List<string>();
        await foreach (var page in Account.QueryAsync(maxPerPage: 2).AsPages())
            pages.Add(string.Join(' ', page.Values.Select(table => table.Name)));
        Assert.Equal("Alpha Bravo|Charlie Delta|People", string.Join('|', pages.Where(page => page.Length > 0)));

        var charlie = "Charlie";
        FormattableString between = $"TableName ge {"Bravo"} and TableName lt {"D"}";
        Assert.Equal(["Charlie"], Account.Query(table => table.Name == charlie).Select(table => table.Name));
        Assert.Equal(["Bravo", "Charlie"], Account.Query(between).Select(table => table.Name));
        Assert.Equal(new TableItem("Alpha").Name, Account.Query().First().Name);
    }
}

public sealed class TableNamesInProcess(InProcessTables cloud) : TableNameTests(cloud), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class TableNamesOnAzurite(AzuriteServer azurite) : TableNameTests(new AzuriteTables(azurite));
