using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// Serves the cloud's own services beside the functions, from a server of its own: nothing that the application does
/// to its web server reaches them.
/// </summary>
internal static class CloudServer
{
    public static WebApplication Create(
        EmbeddedPorts ports, ILoggerFactory loggers, RequestDelegate communication, RequestDelegate tables)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = ports.Take);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, ports.Communication);
            kestrel.Listen(IPAddress.Loopback, ports.Tables);
            kestrel.Limits.MaxRequestBodySize = HttpFunctions.BodyLimit;
        });

        var app = builder.Build();
        app.Run(http => (http.Connection.LocalPort == ports.Communication ? communication : tables)(http));
        return app;
    }
}
