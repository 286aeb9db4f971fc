using Switchboard.Http;

namespace Switchboard.Tests.Http;

public sealed class PagingTests
{
    [Theory]
    [InlineData("", 1, 25, 0)]
    [InlineData("page=3", 3, 25, 50)]
    [InlineData("page=2&per_page=10", 2, 10, 10)]
    [InlineData("per_page=100", 1, 100, 0)]
    [InlineData("per_page=101", 1, 100, 0)]
    [InlineData("per_page=9223372036854775807", 1, 100, 0)]
    [InlineData("page=0&per_page=0", 1, 25, 0)]
    [InlineData("page=-1&per_page=-5", 1, 25, 0)]
    [InlineData("page=two&per_page=1e2", 1, 25, 0)]
    [InlineData("page=2.5&per_page=+7", 1, 25, 0)]
    [InlineData("page=&per_page", 1, 25, 0)]
    [InlineData("page[]=2&per_page[x]=3", 1, 25, 0)]
    [InlineData("page=%D9%A3", 1, 25, 0)]
    [InlineData("page=2%00&per_page=3%0A", 1, 25, 0)]
    [InlineData("page=99999999999999999999&per_page=99999999999999999999", long.MaxValue, 100, long.MaxValue)]
    [InlineData("page=00000000000000000000000&per_page=0000000000000000000000007", 1, 7, 0)]
    [InlineData("page=9223372036854775807", long.MaxValue, 25, long.MaxValue)]
    [InlineData("page=9223372036854775807&per_page=1", long.MaxValue, 1, long.MaxValue - 1)]
    public void What_is_no_positive_whole_number_counts_as_not_said(string query, long page, int perPage, long skip)
    {
        var paging = Paging.From(RackForm.Parse(query));
        Assert.Equal((page, perPage, skip), (paging.Page, paging.PerPage, paging.Skip));
    }

    [Theory]
    [InlineData(0, 25, 1)]
    [InlineData(25, 25, 1)]
    [InlineData(26, 25, 2)]
    [InlineData(long.MaxValue, 100, 92233720368547759)]
    public void The_last_page_holds_the_rest(long total, int perPage, long last) =>
        Assert.Equal(last, new Paging(1, perPage).Last(total));

    private const string At = "http://localhost:7071/api/contacts";

    [Theory]
    [InlineData("", 0, null)]
    [InlineData("", 25, null)]
    [InlineData("", 51, $"<{At}?page=3>; rel=\"last\", <{At}?page=2>; rel=\"next\"")]
    [InlineData("?page=2", 51,
        $"<{At}?page=1>; rel=\"first\", <{At}?page=1>; rel=\"prev\", "
        + $"<{At}?page=3>; rel=\"last\", <{At}?page=3>; rel=\"next\"")]
    [InlineData("?page=3", 51, $"<{At}?page=1>; rel=\"first\", <{At}?page=2>; rel=\"prev\"")]
    [InlineData("?page=9", 51, $"<{At}?page=1>; rel=\"first\", <{At}?page=8>; rel=\"prev\"")]
    [InlineData("?page=2", 0, $"<{At}?page=1>; rel=\"first\", <{At}?page=1>; rel=\"prev\"")]
    [InlineData("?q%5Bx%5D=a+b&page=1&per_page=1&z=%C3%A9", 2,
        $"<{At}?q%5Bx%5D=a+b&page=2&per_page=1&z=%C3%A9>; rel=\"last\", "
        + $"<{At}?q%5Bx%5D=a+b&page=2&per_page=1&z=%C3%A9>; rel=\"next\"")]
    [InlineData("?metadata[foo]=bar&per_page=1", 2,
        $"<{At}?metadata[foo]=bar&per_page=1&page=2>; rel=\"last\", "
        + $"<{At}?metadata[foo]=bar&per_page=1&page=2>; rel=\"next\"")]
    [InlineData("?page=7&per_page=50&%70age=1&[page]=1", 51,
        $"<{At}?page=2&per_page=50>; rel=\"last\", <{At}?page=2&per_page=50>; rel=\"next\"")]
    [InlineData("?pages=4&homepage=1&per_page=50", 51,
        $"<{At}?pages=4&homepage=1&per_page=50&page=2>; rel=\"last\", "
        + $"<{At}?pages=4&homepage=1&per_page=50&page=2>; rel=\"next\"")]
    public async Task Lists_link_to_their_other_pages(string query, long total, string? link)
    {
        var exchange = new Exchange(path: "/api/contacts", query: query);
        var request = await ApiRequest.ReadAsync(exchange.Request);
        await exchange.AnswerAsync(ApiResults.List(request, Array.Empty<object>(), total));

        Assert.Equal((200, "[]"), (exchange.Status, exchange.Body));
        Assert.Equal(total.ToString(), exchange.Headers["Total"]);
        Assert.Equal(request.Paging.PerPage.ToString(), exchange.Headers["Per-Page"]);
        Assert.Equal(link, (string?)exchange.Headers.Link);
    }

    [Fact]
    public async Task Links_are_ASCII_whatever_the_path_is()
    {
        var exchange = new Exchange(path: "/api/callouts/é ?/contacts");
        await exchange.AnswerAsync(
            ApiResults.List(await ApiRequest.ReadAsync(exchange.Request), new[] { 1 }, 26));
        Assert.StartsWith("<http://localhost:7071/api/callouts/%C3%A9%20%3F/contacts?page=2>", exchange.Headers.Link);
    }
}
