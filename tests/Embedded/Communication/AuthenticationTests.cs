using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Core;
using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Sms;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Who may use the service, and in which versions.</summary>
public sealed class AuthenticationTests
{
    private const string Number = "+447700900108";
    private const string WrongKey = "d3Jvbmc=";

    [Fact]
    public async Task A_wrong_key_is_refused_by_every_part()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var connection = $"endpoint={lab.Address};accesskey={WrongKey}";

        RequestFailedException[] failures =
        [
            await Assert.ThrowsAsync<RequestFailedException>(() =>
                new CallAutomationClient(connection).CreateCallAsync(PhoneLab.Invite(Number), lab.Callback)),
            await Assert.ThrowsAsync<RequestFailedException>(() =>
                new SmsClient(connection).SendAsync(PhoneLab.Caller, Number, "Hello")),
            await Assert.ThrowsAsync<RequestFailedException>(() =>
                new EmailClient(connection)
                    .SendAsync(WaitUntil.Started, "a@b.example", "c@d.example", "Hello", "<p>Hello</p>")),
        ];

        Assert.All(failures, failure => Assert.Equal((401, "7509"), (failure.Status, failure.ErrorCode)));
        Assert.Empty(await lab.ListAsync("calls"));
        Assert.Empty(await lab.ListAsync("sms"));
        Assert.Empty(await lab.ListAsync("emails"));
    }

    [Fact]
    public async Task What_was_changed_after_it_was_signed_is_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var options = new CallAutomationClientOptions();
        options.AddPolicy(new ChangeBody(), HttpPipelinePosition.BeforeTransport);

        var client = new CallAutomationClient(lab.ConnectionString, options);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback));

        Assert.Equal(401, failure.Status);
    }

    [Fact]
    public async Task A_request_without_any_authentication_is_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();

        using var response = await lab.Http.GetAsync("/calling/callConnections/x?api-version=2025-06-15");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("7509", body.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_token_is_taken_in_place_of_a_key()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new CallAutomationClient(lab.Address, new FixedToken("token"));

        var created = await client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback);

        Assert.Equal(201, created.GetRawResponse().Status);
    }

    [Theory]
    [InlineData("?api-version=2025-06-15", 404)]
    [InlineData("?api-version=2026-03-12", 404)]
    [InlineData("?api-version=1999-12-31", 400)]
    [InlineData("", 400)]
    public async Task Only_known_versions_are_spoken(string query, int status)
    {
        await using var lab = await PhoneLab.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/calling/callConnections/x" + query);
        request.Headers.Authorization = new("Bearer", "token");

        using var response = await lab.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("endpoint=http://127.0.0.1/")]
    [InlineData("accesskey=d3Jvbmc=")]
    [InlineData("endpoint=nowhere;accesskey=d3Jvbmc=")]
    [InlineData("nonsense")]
    public void A_connection_string_that_is_none_is_refused_at_once(string connectionString) =>
        Assert.ThrowsAny<Exception>(() => new CallAutomationClient(connectionString));

    private sealed class ChangeBody : Azure.Core.Pipeline.HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) =>
            message.Request.Content = RequestContent.Create("""{"targets":[]}""");
    }

    private sealed class FixedToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
