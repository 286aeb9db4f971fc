using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Switchboard.Embedded.Clock;
using Switchboard.Http;
using Switchboard.Telephony;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Operations;

/// <summary>The tokens that come with the events of calls: whatever is not ACS's, for us and of now is refused.</summary>
public sealed class CallbackTokenTests
{
    private const string Issuer = "https://acscallautomation.communication.azure.com";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Resource = Guid.Parse("11111111-2222-3333-4444-555555555555");
    private static readonly RsaSecurityKey Key = NewKey("one");

    private static readonly CallbackTokens Tokens = TokensWith(
        new StaticConfigurationManager<OpenIdConnectConfiguration>(new() { SigningKeys = { Public(Key) } }));

    [Fact]
    public async Task A_token_of_ACS_for_this_resource_is_good() => Assert.True(await AcceptsAsync(Token()));

    [Fact]
    public async Task The_scheme_ignores_case() =>
        Assert.True(await Tokens.AreGenuineAsync($"bearer {Token()}", CancellationToken.None));

    [Theory]
    [InlineData("https://acscallautomation.communication.azure.com.evil.example")]
    [InlineData("https://sts.windows.net/")]
    [InlineData("")]
    public async Task Another_issuer_is_refused(string issuer) =>
        Assert.False(await AcceptsAsync(Token(token => token.Issuer = issuer)));

    [Theory]
    [InlineData("99999999-2222-3333-4444-555555555555")]
    [InlineData("https://switchboard.example")]
    [InlineData("")]
    public async Task A_token_for_somebody_else_is_refused(string audience) =>
        Assert.False(await AcceptsAsync(Token(token => token.Audience = audience)));

    [Theory]
    [InlineData(-10, -5, false)]
    [InlineData(-6, -2, false)]
    [InlineData(-6, -0.5, true)]
    [InlineData(0.5, 6, true)]
    [InlineData(2, 7, false)]
    public async Task A_token_lives_for_its_minutes_and_one_more_on_each_side(double from, double until, bool good) =>
        Assert.Equal(good, await AcceptsAsync(Token(token =>
            (token.NotBefore, token.Expires) = (Now.AddMinutes(from).UtcDateTime, Now.AddMinutes(until).UtcDateTime))));

    [Fact]
    public async Task A_token_that_never_ends_is_refused()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };

        Assert.False(await AcceptsAsync(handler.CreateToken(Descriptor(token => token.Expires = token.NotBefore = null))));
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    public async Task Another_algorithm_is_refused(string algorithm) =>
        Assert.False(await AcceptsAsync(Token(token => token.SigningCredentials = new(Key, algorithm))));

    [Fact]
    public async Task The_public_key_taken_for_a_secret_is_refused()
    {
        var secret = new SymmetricSecurityKey(Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = Key.KeyId };

        Assert.False(await AcceptsAsync(
            Token(token => token.SigningCredentials = new(secret, SecurityAlgorithms.HmacSha256))));
    }

    [Theory]
    [InlineData("two")]
    [InlineData("one")]
    [InlineData(null)]
    public async Task A_key_that_ACS_does_not_have_is_refused_whatever_it_calls_itself(string? id) =>
        Assert.False(await AcceptsAsync(
            Token(token => token.SigningCredentials = new(NewKey(id), SecurityAlgorithms.RsaSha256))));

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = Token().Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        Assert.False(await AcceptsAsync($"{none}.{parts[1]}."));
        Assert.False(await AcceptsAsync($"{parts[0]}.{parts[1]}."));
        Assert.False(await AcceptsAsync($"{none}.{parts[1]}.{parts[2]}"));
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var parts = Token().Split('.');
        var claims = JsonSerializer.Deserialize<Dictionary<string, object>>(Base64UrlEncoder.Decode(parts[1]))!;
        claims["more"] = true;

        Assert.False(await AcceptsAsync($"{parts[0]}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims))}.{parts[2]}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dTpw")]
    public async Task No_token_is_refused(string? authorization) =>
        Assert.False(await Tokens.AreGenuineAsync(authorization, CancellationToken.None));

    [Fact]
    public async Task Keys_that_cannot_be_had_are_no_refusal_but_a_wish_to_be_asked_again()
    {
        var tokens = TokensWith(new Unreachable());

        var answer = await Assert.ThrowsAsync<RequestRejectedException>(
            async () => await tokens.AreGenuineAsync($"Bearer {Token()}", CancellationToken.None));
        Assert.Equal(503, answer.Status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("11111111-2222-3333-4444-555555555555", HttpStatusCode.Unauthorized)]
    public async Task The_application_asks_for_a_token_where_it_knows_its_resource(string? resource, HttpStatusCode expected)
    {
        await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
        {
            Settings = new Dictionary<string, string?> { ["COMMUNICATION_RESOURCE_ID"] = resource },
        });
        var address = await app.Services.GetRequiredService<CallbackAddress>()
            .OfAsync(new CallReference("callouts-1", 1), CancellationToken.None);

        using var answer = await app.Http.PostAsync(
            address.PathAndQuery, new StringContent("[]", Encoding.UTF8, new MediaTypeHeaderValue("application/json")));

        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<bool> AcceptsAsync(string token) =>
        await Tokens.AreGenuineAsync($"Bearer {token}", CancellationToken.None);

    private static CallbackTokens TokensWith(BaseConfigurationManager keys) => new(
        new TelephonyOptions { ResourceId = Resource }, new ManualClock(Now), NullLogger<CallbackTokens>.Instance, keys);

    private static string Token(Action<SecurityTokenDescriptor>? change = null) =>
        new JsonWebTokenHandler().CreateToken(Descriptor(change));

    private static SecurityTokenDescriptor Descriptor(Action<SecurityTokenDescriptor>? change)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Resource.ToString(),
            NotBefore = Now.UtcDateTime,
            Expires = Now.AddMinutes(5).UtcDateTime,
            SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return token;
    }

    private static RsaSecurityKey NewKey(string? id) => new(RSA.Create(2048)) { KeyId = id };

    private static RsaSecurityKey Public(RsaSecurityKey key) =>
        new(key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = key.KeyId };

    private sealed class Unreachable : BaseConfigurationManager
    {
        public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
            throw new InvalidOperationException("IDX20803: Unable to obtain configuration.");

        public override void RequestRefresh()
        {
        }
    }
}
