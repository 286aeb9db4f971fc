using System.Text;
using Microsoft.Extensions.Configuration;
using Switchboard.Identity;

namespace Switchboard.Tests.Http;

public sealed class BasicCredentialTests
{
    [Theory]
    [InlineData(null, null, null, null, Access.Unconfigured)]
    [InlineData(null, null, "false", "u:p", Access.Unconfigured)]
    [InlineData("", "", "", "u:p", Access.Unconfigured)]
    [InlineData(null, null, "true", null, Access.Granted)]
    [InlineData(null, null, "true", "any:thing", Access.Granted)]
    [InlineData("u", null, null, "u:", Access.Granted)]
    [InlineData("u", null, null, "u:anything", Access.Granted)]
    [InlineData("u", "", null, "u:anything", Access.Granted)]
    [InlineData("u", null, null, "v:", Access.Denied)]
    [InlineData("u", null, null, null, Access.Denied)]
    [InlineData("u", null, "true", null, Access.Denied)]
    [InlineData("u", "p", null, "u:p", Access.Granted)]
    [InlineData("ü", "p:ä", null, "ü:p:ä", Access.Granted)]
    [InlineData("u", "p", null, "u:P", Access.Denied)]
    [InlineData("u", "p", null, "u:p ", Access.Denied)]
    [InlineData("u", "p", null, "u", Access.Denied)]
    [InlineData("u", "p", null, "U:p", Access.Denied)]
    [InlineData("u", "p", null, ":p", Access.Denied)]
    public void Settings_decide_who_may_pass(
        string? user, string? password, string? anonymous, string? sent, Access expected) =>
        Assert.Equal(expected, Read(user, password, anonymous).Check(sent is null ? null : "Basic " + Encode(sent)));

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Basic dTpw dTpw")]
    [InlineData("Bearer dTpw")]
    [InlineData("dTpw")]
    [InlineData("Basic dTpw, Basic dTpw")]
    public void Malformed_headers_are_denied(string header) =>
        Assert.Equal(Access.Denied, Read("u", "p", null).Check(header));

    [Fact]
    public void The_scheme_ignores_case() => Assert.Equal(Access.Granted, Read("u", "p", null).Check("bASIC dTpw"));

    [Fact]
    public void Who_passed_before_opens_nothing_for_others()
    {
        var credential = Read("u", null, null);
        string[] sent = ["u:p", "u:p", "v:p", "u:q", "u:p", "", "u:p"];
        Assert.Equal(
            sent.Select(pair => pair.StartsWith("u:", StringComparison.Ordinal) ? Access.Granted : Access.Denied),
            sent.Select(pair => credential.Check("Basic " + Encode(pair))));
    }

    [Theory]
    [InlineData("u:v", null, null, "HTTP_BASIC_AUTH_USER")]
    [InlineData(null, "p", null, "HTTP_BASIC_AUTH_PASSWORD")]
    [InlineData(null, null, "yes", "ALLOW_ANONYMOUS")]
    public void Settings_that_cannot_be_meant_are_refused_by_name(
        string? user, string? password, string? anonymous, string name) =>
        Assert.Contains(name, Assert.Throws<SettingException>(() => Read(user, password, anonymous)).Message);

    private static string Encode(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static BasicCredential Read(string? user, string? password, string? anonymous) => BasicCredential.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HTTP_BASIC_AUTH_USER"] = user,
            ["HTTP_BASIC_AUTH_PASSWORD"] = password,
            ["ALLOW_ANONYMOUS"] = anonymous,
        }).Build());
}
