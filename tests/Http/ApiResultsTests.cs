using System.Text;
using Microsoft.AspNetCore.Http;
using Switchboard.Http;

namespace Switchboard.Tests.Http;

public sealed class ApiResultsTests
{
    private enum Mood
    {
        InProgress,
    }

    [Fact]
    public async Task A_document_has_its_members_in_order_under_snake_case_names()
    {
        var document = new
        {
            Id = 1L,
            CalloutId = (long?)null,
            Metadata = new Dictionary<string, string> { ["fooBar"] = "é < > & ' + /" },
            Status = Mood.InProgress,
            CreatedAt = new DateTimeOffset(2017, 11, 7, 15, 34, 25, TimeSpan.FromHours(7)),
        };
        var exchange = await new Exchange().AnswerAsync(ApiResults.Ok(document));

        Assert.Equal(
            """{"id":1,"callout_id":null,"metadata":{"fooBar":"é < > & ' + /"},"status":"in_progress","""
            + "\"created_at\":\"2017-11-07T08:34:25.000Z\"}",
            exchange.Body);
        Assert.Equal("application/json; charset=utf-8", exchange.Context.Response.ContentType);
        Assert.Equal("max-age=0, private, must-revalidate", exchange.Headers.CacheControl);
    }

    [Theory]
    [InlineData(8808, "2017-11-07T08:34:25.880Z")]
    [InlineData(0, "2017-11-07T08:34:25.000Z")]
    [InlineData(9999, "2017-11-07T08:34:25.999Z")]
    public void Moments_have_three_fraction_digits(int tenthsOfMilliseconds, string text)
    {
        var moment = new DateTimeOffset(2017, 11, 7, 10, 34, 25, TimeSpan.FromHours(2)).AddMicroseconds(100 * tenthsOfMilliseconds);
        Assert.Equal(text, ApiTimestamp.Format(moment));
        Assert.Equal($"\"{text}\"", Encoding.UTF8.GetString(ApiJson.Bytes(moment)));
    }

    [Fact]
    public async Task A_creation_names_the_path_of_what_it_made()
    {
        var exchange = await new Exchange("POST").AnswerAsync(ApiResults.Created("/api/contacts/7", new { id = 7 }));
        Assert.Equal((201, """{"id":7}"""), (exchange.Status, exchange.Body));
        Assert.Equal("/api/contacts/7", exchange.Headers.Location);
        Assert.False(exchange.Headers.ContainsKey("ETag"));
    }

    [Fact]
    public async Task A_change_says_nothing()
    {
        var exchange = await new Exchange("PUT").AnswerAsync(ApiResults.NoContent());
        Assert.Equal((204, ""), (exchange.Status, exchange.Body));
        Assert.Equal("no-cache", exchange.Headers.CacheControl);
        Assert.Null(exchange.Context.Response.ContentType);
    }

    [Fact]
    public async Task Validation_errors_stand_by_attribute_in_the_order_found()
    {
        var errors = ValidationErrors.Of("msisdn", ValidationErrors.Blank)
            .Add("base", "no").Add("msisdn", ValidationErrors.InvalidNumber).Add("msisdn", ValidationErrors.Blank);
        var exchange = await new Exchange("POST").AnswerAsync(ApiResults.Unprocessable(errors));
        Assert.Equal(
            (422, """{"errors":{"msisdn":["can't be blank","is an invalid number"],"base":["no"]}}"""),
            (exchange.Status, exchange.Body));
    }

    public static TheoryData<IResult, int, string> Problems() => new()
    {
        { ApiResults.NotFound(), 404, """{"status":404,"error":"Not Found"}""" },
        { ApiResults.BadRequest(), 400, """{"status":400,"error":"Bad Request"}""" },
        { ApiResults.BadRequest("why"), 400, """{"status":400,"error":"Bad Request","message":"why"}""" },
        { ApiResults.MethodNotAllowed("GET"), 405, """{"status":405,"error":"Method Not Allowed"}""" },
        { ApiResults.Problem(413), 413, """{"status":413,"error":"Payload Too Large"}""" },
        {
            ApiResults.Failed("x-1"), 500,
            """{"status":500,"error":"Internal Server Error","correlation_id":"x-1"}"""
        },
        { ApiResults.Unauthorized(), 401, "HTTP Basic: Access denied." },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Errors_have_the_familys_shape(IResult result, int status, string body)
    {
        var exchange = await new Exchange().AnswerAsync(result);
        Assert.Equal((status, body), (exchange.Status, exchange.Body));
        Assert.Equal(status == 405 ? "GET" : null, (string?)exchange.Headers.Allow);
        Assert.Equal(status == 401 ? "Basic realm=\"Application\"" : null, (string?)exchange.Headers.WWWAuthenticate);
    }

    [Theory]
    [InlineData("GET", "{0}", 304)]
    [InlineData("HEAD", "{0}", 304)]
    [InlineData("GET", "\"other\", {0}", 304)]
    [InlineData("GET", "*", 304)]
    [InlineData("GET", "W/\"other\"", 200)]
    [InlineData("GET", "rubbish", 200)]
    [InlineData("POST", "{0}", 200)]
    public async Task What_the_client_already_has_is_not_sent_again(string method, string header, int status)
    {
        var known = (await new Exchange().AnswerAsync(ApiResults.Ok(1))).Headers.ETag.ToString();
        Assert.Matches("^W/\"[0-9a-f]{32}\"$", known);

        var exchange = new Exchange(method);
        exchange.Request.Headers.IfNoneMatch = string.Format(header, known);
        await exchange.AnswerAsync(ApiResults.Ok(1));
        Assert.Equal((status, status == 200 ? "1" : ""), (exchange.Status, exchange.Body));

        var changed = new Exchange(method);
        changed.Request.Headers.IfNoneMatch = known;
        Assert.Equal(200, (await changed.AnswerAsync(ApiResults.Ok(2))).Status);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_the_body()
    {
        var get = await new Exchange().AnswerAsync(ApiResults.Ok("text"));
        var head = await new Exchange("HEAD").AnswerAsync(ApiResults.Ok("text"));
        Assert.Equal((200, ""), (head.Status, head.Body));
        Assert.Equal(get.Headers, head.Headers);
        Assert.Equal(get.Body.Length, head.Context.Response.ContentLength);
    }

    [Fact]
    public async Task An_outcome_has_one_answer_each()
    {
        Assert.Equal(204, await StatusAsync(7));
        Assert.Equal(404, await StatusAsync(Outcome<int>.NotFound));
        Assert.Equal(422, await StatusAsync(ValidationErrors.Of("event", ValidationErrors.NotIncluded)));

        static async Task<int> StatusAsync(Outcome<int> outcome) =>
            (await new Exchange().AnswerAsync(ApiResults.From(outcome, _ => ApiResults.NoContent()))).Status;
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("05", 5L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("1.0", null)]
    [InlineData("1e3", null)]
    [InlineData("0x5", null)]
    [InlineData("\u0663", null)]
    [InlineData("1/2", null)]
    [InlineData("1\\2", null)]
    [InlineData("1#", null)]
    [InlineData("1?", null)]
    [InlineData("1\0", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_digits_are_an_id(string? text, long? id)
    {
        Assert.Equal(id, ApiIds.TryParse(text, out var parsed) ? parsed : null);
        if (id is not null)
            Assert.Equal(id, ApiIds.Require(text));
        else
            Assert.Equal(404, Assert.Throws<RequestRejectedException>(() => ApiIds.Require(text)).Status);
    }
}
