using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.Functions.Timers;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// What the host answers without a function: its home page, its own paths, and 404 with an empty body.
/// </summary>
internal sealed class HostPages(
    bool homePage, FunctionKeys keys, TimerFunctions timers, DurableWebhooks durable)
{
    private const string Home = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Your Functions app is up and running</title></head>
        <body><h1>Your Functions app is up and running</h1>
        <p>The embedded cloud serves it. This page is shown because no function answers the root path; set
        AzureWebJobsDisableHomepage=true to turn it off.</p></body>
        </html>
        """;

    /// <summary>The host's own paths, which come before every function.</summary>
    public Task? Reserved(HttpContext http)
    {
        var path = http.Request.Path;
        if (!path.StartsWithSegments("/admin", out var rest))
            return durable.Answer(http);
        if (rest == "/host/ping")
            return Task.CompletedTask;
        if (rest.StartsWithSegments("/host"))
            return Admin(http, StatusCodes.Status200OK);
        return rest.StartsWithSegments("/functions", out var name)
            && http.Request.Method == HttpMethods.Post
            && timers.Find(name.Value!.Trim('/')) is { } timer
                ? Admin(http, StatusCodes.Status202Accepted, timer.RunNow)
                : null;
    }

    public Task NoFunction(HttpContext http)
    {
        var response = http.Response;
        if (http.Request.Path != "/")
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!homePage)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        response.ContentType = "text/html";
        return response.WriteAsync(Home);
    }

    private Task Admin(HttpContext http, int status, Action? act = null)
    {
        if (keys.IsMaster(http.Request))
        {
            act?.Invoke();
            http.Response.StatusCode = status;
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return Task.CompletedTask;
    }
}
