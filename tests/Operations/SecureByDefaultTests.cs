using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Http;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Operations;

/// <summary>
/// As it is in Azure when nobody has configured any credentials: nothing is served to anybody but what belongs to nobody.
/// </summary>
public sealed class SecureByDefaultTests
{
    /// <summary>What everybody may see: whether the application is well, and which routes it has.</summary>
    private static readonly HashSet<string> Open = ["GetHealth", "GetOpenApi", "GetDocs", "GetDocsFile"];

    private static readonly string[] Values = ["1", "callouts-1.1", "a", "2026-03-02"];

    [Fact]
    public async Task Without_credentials_every_function_refuses()
    {
        await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["ALLOW_ANONYMOUS"] = "false",
                ["HTTP_BASIC_AUTH_USER"] = "",
                ["ADMIN_USERNAME"] = "",
            },
        });
        var served = new List<string>();

        foreach (var route in app.Services.GetRequiredService<RouteTable>().Routes.Where(route => !Open.Contains(route.Function)))
        {
            foreach (var method in route.Methods.DefaultIfEmpty("GET"))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), PathOf(route));
                using var answer = await app.Http.SendAsync(request);
                if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    or HttpStatusCode.ServiceUnavailable))
                    served.Add($"{route.Function}: {method} {request.RequestUri} answers {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(served);
    }

    private static string PathOf(RouteEntry route) => Values
        .Select(value => "/" + string.Join('/', route.Parsed.Segments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part.IsLiteral ? part.Text : value)))))
        .First(path => route.Matches(path));
}
