using Switchboard.Embedded.Tables;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Filters, order and pages.</summary>
public abstract class QueryTests(ITableCloud cloud) : TableSuite(cloud)
{
    [Theory]
    [InlineData("PartitionKey eq 'a'", "1 2 3")]
    [InlineData("PartitionKey eq 'a' and RowKey eq '2'", "2")]
    [InlineData("PartitionKey eq 'a' and RowKey gt '1' and RowKey le '3'", "2 3")]
    [InlineData("PartitionKey gt 'a'", "4 5")]
    [InlineData("PartitionKey ge 'a' and PartitionKey lt 'c'", "1 2 3 4")]
    [InlineData("PartitionKey ne 'a'", "4 5")]
    [InlineData("(PartitionKey eq 'a' and RowKey eq '1') or (PartitionKey eq 'c' and RowKey eq '5')", "1 5")]
    [InlineData("PartitionKey eq 'a' and (RowKey eq '3' or RowKey eq '1' or RowKey eq '3')", "1 3")]
    [InlineData("PartitionKey eq 'a' and (RowKey lt '3' or RowKey gt '1')", "1 2 3")]
    [InlineData("(PartitionKey eq 'c' or PartitionKey eq 'a') and (RowKey ge '5' or RowKey eq '2')", "2 5")]
    [InlineData("(PartitionKey eq 'a' and RowKey eq '1') or PartitionKey ge 'b'", "1 4 5")]
    [InlineData("(PartitionKey eq 'a' and RowKey eq '1') or not (PartitionKey eq 'a')", "1 4 5")]
    [InlineData("PartitionKey eq 'a' and PartitionKey eq 'b'", "")]
    [InlineData("N eq 2", "2")]
    [InlineData("N ne 2", "1 3 4")]
    [InlineData("not (N eq 2) and N ge 0", "1 3 4")]
    [InlineData("N ge 2 and N lt 4", "2 3")]
    [InlineData("N gt 3 or S eq 'it''s'", "1 4")]
    [InlineData("S gt 'it' and not (N le 1)", "")]
    [InlineData("L eq 10L", "2")]
    [InlineData("L gt 10L", "3")]
    [InlineData("D eq 2.5", "1")]
    [InlineData("D lt 0.0", "3")]
    [InlineData("F eq true", "1 3")]
    [InlineData("F eq false", "2")]
    [InlineData("T ge datetime'2026-01-02T00:00:00Z'", "2 3")]
    [InlineData("T lt datetime'2026-01-02T00:00:00Z'", "1")]
    [InlineData("G eq guid'00000000-0000-0000-0000-000000000002'", "2")]
    [InlineData("G ne guid'00000000-0000-0000-0000-000000000002'", "1 3")]
    [InlineData("B eq X'0102'", "1")]
    [InlineData("B eq binary'03'", "2")]
    [InlineData("Missing eq 1", "")]
    [InlineData("N eq 1 or N eq 2 and F eq false", "1 2")]
    [InlineData("(N eq 1 or N eq 2) and F eq false", "2")]
    public async Task A_filter_passes(string filter, string keys)
    {
        await AddAsync(
            Row("a", "1", 1, "it's", 9, 2.5, true, 1, [1, 2]),
            Row("a", "2", 2, "Hall", 10, 0, false, 2, [3]),
            Row("a", "3", 3, "", 11, -1, true, 3, []),
            new TableEntity("b", "4") { ["N"] = 4 },
            new TableEntity("c", "5"));
        Assert.Equal(keys, await KeysAsync(filter));
    }

    [Theory]
    [InlineData("N eq")]
    [InlineData("eq 5")]
    [InlineData("N foo 5")]
    [InlineData("(N eq 5")]
    [InlineData("N eq 5 and")]
    [InlineData("N eq 5)")]
    public async Task A_malformed_filter_is_refused(string filter)
    {
        var failure = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => KeysAsync(filter));
        Assert.Equal((400, "InvalidInput"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task The_timestamp_can_be_asked_for()
    {
        await AddAsync(new TableEntity("p", "r"));
        var written = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp!.Value;
        Assert.Equal("r", await KeysAsync(TableClient.CreateQueryFilter($"Timestamp ge {written.AddMinutes(-1)}")));
        Assert.Empty(await KeysAsync(TableClient.CreateQueryFilter($"Timestamp gt {written.AddMinutes(1)}")));
    }

    [Fact]
    public async Task Rows_come_in_ordinal_order_of_their_keys()
    {
        string[] keys = ["Z", "a", "10", "9", "\u00e9", "~", "a-", "A"];
        await AddAsync([.. keys.Select(key => new TableEntity("p", key))]);
        Assert.Equal(string.Join(' ', keys.Order(StringComparer.Ordinal)), await KeysAsync(null));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        foreach (var partition in (string[])["a", "b"])
        {
            for (var i = 0; i < 6; i++)
            {
                await Table.SubmitTransactionAsync(Enumerable.Range(i * 100, 100).Select(number =>
                    new TableTransactionAction(
                        TableTransactionActionType.Add, new TableEntity(partition, $"{number:D4}") { ["N"] = number })));
            }
        }

        var pages = await PagesAsync(null, null);
        Assert.Equal(1000, pages[0].Length);
        Assert.Equal(1200, pages.Sum(page => page.Length));
        Assert.Equal(600, pages.SelectMany(page => page).Distinct().Count());

        var small = await PagesAsync("N lt 25", 10);
        Assert.Equal(50, small.Sum(page => page.Length));
        Assert.All(small, page => Assert.InRange(page.Length, 0, 10));
    }

    [Fact]
    public async Task A_list_goes_on_where_its_token_says()
    {
        await AddAsync([.. Enumerable.Range(0, 5).Select(number => new TableEntity("it's p", $"r {number}"))]);
        var query = Table.QueryAsync<TableEntity>("PartitionKey eq 'it''s p'", maxPerPage: 2);
        string? token = null;
        await foreach (var page in query.AsPages())
        {
            Assert.Equal(["r 0", "r 1"], page.Values.Select(row => row.RowKey));
            token = page.ContinuationToken;
            break;
        }

        Assert.NotNull(token);
        var rest = new List<string>();
        await foreach (var page in query.AsPages(token, pageSizeHint: 3))
            rest.AddRange(page.Values.Select(row => row.RowKey));
        Assert.Equal(["r 2", "r 3", "r 4"], rest);
    }

    private static TableEntity Row(
        string partition, string row, int n, string s, long l, double d, bool f, int day, byte[] b) =>
        new(partition, row)
        {
            ["N"] = n,
            ["S"] = s,
            ["L"] = l,
            ["D"] = d,
            ["F"] = f,
            ["T"] = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
            ["G"] = new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)n),
            ["B"] = b,
        };

    private async Task<List<string[]>> PagesAsync(string? filter, int? size)
    {
        var pages = new List<string[]>();
        await foreach (var page in Table.QueryAsync<TableEntity>(filter, size).AsPages())
            pages.Add([.. page.Values.Select(row => row.RowKey)]);
        return pages;
    }
}

public sealed class QueriesInProcess(InProcessTables cloud) : QueryTests(cloud), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class QueriesOnAzurite(AzuriteServer azurite) : QueryTests(new AzuriteTables(azurite));
