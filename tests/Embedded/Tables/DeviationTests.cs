using Switchboard.Embedded.Tables;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>
/// Where Azurite answers otherwise than Azure: the service of this process answers as Azure. Each fact is checked on
/// both, so that a newer Azurite that comes nearer to Azure is noticed.
/// </summary>
public abstract class DeviationTests(ITableCloud cloud, bool azurite) : TableSuite(cloud)
{
    /// <summary>Azurite refuses a bad table name without an error code.</summary>
    [Theory]
    [InlineData("1abc", "InvalidResourceName")]
    [InlineData("a-bcd", "InvalidResourceName")]
    [InlineData("ab", "OutOfRangeInput")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234", "OutOfRangeInput")]
    public async Task A_bad_table_name_has_a_code(string name, string azure) =>
        await FailsAsync(400, azurite ? "" : azure, () => Account.CreateTableAsync(name));

    /// <summary>Azurite finds a table's rows only under the name as it was made, though it makes no two.</summary>
    [Fact]
    public async Task Rows_are_found_whatever_the_case_of_the_table_name()
    {
        await AddAsync(new TableEntity("p", "r"));
        var found = await Account.GetTableClient("people").GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.Equal(!azurite, found.HasValue);
    }

    /// <summary>Azurite takes a text that is not closed for one that is.</summary>
    [Fact]
    public async Task A_text_in_a_filter_must_be_closed()
    {
        if (azurite)
            Assert.Empty(await KeysAsync("N eq 'open"));
        else
            await FailsAsync(400, "InvalidInput", () => KeysAsync("N eq 'open"));
    }

    /// <summary>Azurite leaves out what is selected and is not there; Azure says that it is null.</summary>
    [Fact]
    public async Task What_is_selected_and_missing_is_null()
    {
        await AddAsync(new TableEntity("p", "r") { ["A"] = 1 });
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r", ["A", "Missing"])).Value;
        Assert.Equal(!azurite, row.ContainsKey("Missing"));
        Assert.Null(row["Missing"]);
    }

    /// <summary>Azurite has no limit to the number of properties.</summary>
    [Fact]
    public async Task A_row_has_at_most_252_properties_of_its_own()
    {
        await AddAsync(WithProperties("r", 252));
        if (azurite)
            await AddAsync(WithProperties("s", 253));
        else
            await FailsAsync(400, "TooManyProperties", () => AddAsync(WithProperties("s", 253)));
    }

    /// <summary>Azurite does not add up the size of a row.</summary>
    [Fact]
    public async Task A_row_has_at_most_a_MiB()
    {
        await AddAsync(OfSize("r", 15));
        if (azurite)
        {
            await AddAsync(OfSize("s", 17));
            return;
        }

        await FailsAsync(400, "EntityTooLarge", () => AddAsync(OfSize("s", 17)));
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["P0"] = "shorter" });
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["Q0"] = new string('x', 32 * 1024) });
        await FailsAsync(400, "EntityTooLarge", () => Table.UpsertEntityAsync(
            new TableEntity("p", "r") { ["Q1"] = new string('x', 32 * 1024) }));
    }

    /// <summary>Azurite calls a forbidden character invalid; Azure says that the key is out of range.</summary>
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    [InlineData("a\u0085b")]
    public async Task A_key_has_no_forbidden_characters(string key)
    {
        var code = azurite ? "InvalidInput" : "OutOfRangeInput";
        await FailsAsync(400, code, () => AddAsync(new TableEntity(key, "r")));
        await FailsAsync(400, code, () => AddAsync(new TableEntity("p", key)));
    }

    /// <summary>Azurite takes a batch over several partitions.</summary>
    [Fact]
    public async Task A_batch_is_of_one_partition()
    {
        Task SubmitAsync() => Table.SubmitTransactionAsync(
        [
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", "r")),
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("q", "r")),
        ]);
        if (azurite)
            await SubmitAsync();
        else
            await FailsAsync(400, "CommandsInBatchActOnDifferentPartitions", SubmitAsync);
    }

    private static TableEntity WithProperties(string key, int count)
    {
        var row = new TableEntity("p", key);
        for (var i = 0; i < count; i++)
            row[$"P{i}"] = i;
        return row;
    }

    // Properties of 64 KiB each.
    private static TableEntity OfSize(string key, int properties)
    {
        var row = new TableEntity("p", key);
        for (var i = 0; i < properties; i++)
            row[$"P{i}"] = new string('x', 32 * 1024);
        return row;
    }
}

public sealed class DeviationsInProcess(InProcessTables cloud)
    : DeviationTests(cloud, azurite: false), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class DeviationsOnAzurite(AzuriteServer azurite)
    : DeviationTests(new AzuriteTables(azurite), azurite: true);
