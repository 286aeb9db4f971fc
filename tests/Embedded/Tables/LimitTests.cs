using Switchboard.Embedded.Tables;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>What is just allowed, and what is too much.</summary>
public abstract class LimitTests(ITableCloud cloud) : TableSuite(cloud)
{
    [Fact]
    public async Task A_text_has_at_most_32_Ki_characters()
    {
        await AddAsync(new TableEntity("p", "r") { ["A"] = new string('x', 32 * 1024) });
        Assert.Equal(32 * 1024, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("A")!.Length);
        await FailsAsync(400, "PropertyValueTooLarge", () => AddAsync(
            new TableEntity("p", "s") { ["A"] = new string('x', 32 * 1024 + 1) }));
    }

    [Fact]
    public async Task Bytes_are_at_most_64_Ki()
    {
        await AddAsync(new TableEntity("p", "r") { ["A"] = new byte[64 * 1024] });
        await FailsAsync(400, "PropertyValueTooLarge", () => AddAsync(
            new TableEntity("p", "s") { ["A"] = new byte[64 * 1024 + 1] }));
    }
}

public sealed class LimitsInProcess(InProcessTables cloud) : LimitTests(cloud), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class LimitsOnAzurite(AzuriteServer azurite) : LimitTests(new AzuriteTables(azurite));
