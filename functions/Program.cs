using Switchboard.Callouts;
using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseHttpManners();

builder.Services
    // Failures keep their types on the way from activities to orchestrators.
    .Configure<WorkerOptions>(worker => worker.EnableUserCodeException = false)
    .AddHttpManners(builder.Configuration)
    .AddStorage(builder.Configuration)
    .AddTelephony(builder.Configuration)
    .AddCallouts(builder.Configuration);

builder.Build().Run();
