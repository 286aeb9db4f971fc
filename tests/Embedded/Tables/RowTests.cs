using Azure;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Rows inserted, read, changed and deleted one at a time, with and without conditions.</summary>
public abstract class RowTests(ITableCloud cloud) : TableSuite(cloud)
{
    [Fact]
    public async Task A_row_comes_back_with_the_values_and_types_it_was_given()
    {
        var moment = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var guid = Guid.NewGuid();
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        var added = await Table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "naïve \"quoted\" \u4f60\u597d \U0001F600\n",
            ["Empty"] = "",
            ["True"] = true,
            ["Int"] = -7,
            ["Long"] = 9_007_199_254_740_993L,
            ["SmallLong"] = 5L,
            ["Double"] = 1.5,
            ["WholeDouble"] = 3.0,
            ["NaN"] = double.NaN,
            ["Infinite"] = double.NegativeInfinity,
            ["Guid"] = guid,
            ["Moment"] = moment,
            ["Bytes"] = new byte[] { 0, 1, 255 },
            ["Nothing"] = null!,
        });
        Assert.Equal(204, added.Status);

        var row = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal("naïve \"quoted\" \u4f60\u597d \U0001F600\n", row.GetString("Text"));
        Assert.Equal("", row.GetString("Empty"));
        Assert.True(row.GetBoolean("True"));
        Assert.Equal(-7, row.GetInt32("Int"));
        Assert.Equal(9_007_199_254_740_993L, row.GetInt64("Long"));
        Assert.Equal(5L, row.GetInt64("SmallLong"));
        Assert.Equal(1.5, row.GetDouble("Double"));
        Assert.Equal(3.0, row.GetDouble("WholeDouble"));
        Assert.Equal(double.NaN, row.GetDouble("NaN"));
        Assert.Equal(double.NegativeInfinity, row.GetDouble("Infinite"));
        Assert.Equal(guid, row.GetGuid("Guid"));
        Assert.Equal(moment.ToUniversalTime(), row.GetDateTimeOffset("Moment"));
        Assert.Equal([0, 1, 255], row.GetBinary("Bytes")!);
        Assert.False(row.ContainsKey("Nothing"));
        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.InRange(row.Timestamp!.Value, before, DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task A_row_is_inserted_once()
    {
        await AddAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await FailsAsync(409, "EntityAlreadyExists", () => Table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task A_missing_row_is_not_found()
    {
        await FailsAsync(404, "ResourceNotFound", () => Table.GetEntityAsync<TableEntity>("p", "none"));
        await FailsAsync(404, "ResourceNotFound", () => Table.UpdateEntityAsync(new TableEntity("p", "none"), ETag.All));
        var none = await Table.GetEntityIfExistsAsync<TableEntity>("p", "none");
        Assert.False(none.HasValue);
        Assert.Throws<InvalidOperationException>(() => none.Value);
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "none")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("it's")]
    [InlineData("a b+c%d&e=f;g,h@i:j")]
    [InlineData("+447700900123")]
    [InlineData("50%25")]
    [InlineData("(x)'y'")]
    [InlineData("\u00e9\u4f60")]
    [InlineData("$.~!*|<>^`{}[]\"")]
    public async Task Any_legal_key_works(string key)
    {
        await AddAsync(new TableEntity(key, key) { ["A"] = key });
        Assert.Equal(key, (await Table.GetEntityAsync<TableEntity>(key, key)).Value.RowKey);
        await Table.UpsertEntityAsync(new TableEntity(key, key) { ["B"] = 1 });
        Assert.Equal(key, await KeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and A eq {key}")));
        await Table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpsertMerge, new TableEntity(key, key) { ["C"] = key })]);
        Assert.Equal(key, (await Table.GetEntityAsync<TableEntity>(key, key)).Value.GetString("C"));
        Assert.Equal(204, (await Table.DeleteEntityAsync(key, key)).Status);
    }

    [Fact]
    public async Task Merging_adds_and_replacing_takes_away()
    {
        await AddAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = "b" });
        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 2L, ["C"] = true }, ETag.All);
        var merged = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((1, 2L, true), (merged.GetInt32("A"), merged.GetInt64("B"), merged.GetBoolean("C")));

        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["D"] = 4 }, merged.ETag, TableUpdateMode.Replace);
        var replaced = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(4, replaced.GetInt32("D"));
        Assert.False(replaced.ContainsKey("A"));
    }

    [Fact]
    public async Task An_upsert_makes_the_row_or_changes_it()
    {
        await Table.UpsertEntityAsync(new TableEntity("p", "m") { ["A"] = 1 });
        await Table.UpsertEntityAsync(new TableEntity("p", "m") { ["B"] = 2 });
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, TableUpdateMode.Replace);
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, TableUpdateMode.Replace);
        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("p", "m")).Value.GetInt32("A"));
        Assert.False((await Table.GetEntityAsync<TableEntity>("p", "r")).Value.ContainsKey("A"));
    }

    [Fact]
    public async Task A_write_happens_only_to_the_version_it_asks_for()
    {
        var first = (await Table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        var second = (await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, first)).Headers.ETag!.Value;
        Assert.NotEqual(first, second);

        await FailsAsync(412, "UpdateConditionNotSatisfied", () => Table.UpdateEntityAsync(new TableEntity("p", "r"), first));
        await FailsAsync(412, "UpdateConditionNotSatisfied", () => Table.UpdateEntityAsync(
            new TableEntity("p", "r"), first, TableUpdateMode.Replace));
        await FailsAsync(412, "UpdateConditionNotSatisfied", () => Table.DeleteEntityAsync("p", "r", first));
        Assert.Equal(204, (await Table.DeleteEntityAsync(new TableEntity("p", "r"), second)).Status);
    }

    [Fact]
    public async Task An_update_needs_to_say_which_version()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(new TableEntity("p", "r"), default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity("p", null!)));
    }

    [Fact]
    public async Task Only_what_is_selected_comes_back()
    {
        await AddAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r", ["B"])).Value;
        Assert.Equal(2, row.GetInt32("B"));
        Assert.False(row.ContainsKey("A"));
        Assert.Null(row.RowKey);

        var queried = Assert.Single(Table.Query<TableEntity>("PartitionKey eq 'p'", select: ["RowKey", "A"]));
        Assert.Equal(("r", 1), (queried.RowKey, queried.GetInt32("A")));
    }

    [Fact]
    public void Callers_that_block_get_the_same()
    {
        Table.AddEntity(new TableEntity("p", "s") { ["A"] = 1 });
        Table.UpsertEntity(new TableEntity("p", "s") { ["B"] = 2 });
        Table.UpdateEntity(new TableEntity("p", "s") { ["C"] = 3 }, ETag.All);
        Assert.Equal(3, Table.GetEntity<TableEntity>("p", "s").Value.GetInt32("C"));
        Assert.True(Table.GetEntityIfExists<TableEntity>("p", "s").HasValue);
        Assert.Single(Table.Query<TableEntity>());
        Table.SubmitTransaction([new(TableTransactionActionType.Delete, new TableEntity("p", "s"))]);
        Assert.Equal(404, Table.DeleteEntity("p", "s").Status);
    }
}

public sealed class RowsInProcess(InProcessTables cloud) : RowTests(cloud), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class RowsOnAzurite(AzuriteServer azurite) : RowTests(new AzuriteTables(azurite));
