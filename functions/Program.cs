using Microsoft.AspNetCore.Server.Kestrel.Core;
using Switchboard.Callouts;
using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseHttpManners();

builder.Services
    // The host in front takes 100 MB and answers more than that itself; what a route takes, the route says.
    .Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = null)
    // Failures keep their types on the way from activities to orchestrators.
    .Configure<WorkerOptions>(worker => worker.EnableUserCodeException = false)
    .AddStorage(builder.Configuration)
    .AddTelephony(builder.Configuration)
    .AddCallouts(builder.Configuration);

builder.Build().Run();
