using Switchboard;
using Switchboard.Callbacks;
using Switchboard.Callouts;
using Switchboard.Http;
using Switchboard.Identity;
using Switchboard.Messaging;
using Switchboard.Storage;
using Switchboard.Telephony;
using Switchboard.Tickets;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseHttpManners();
    Settings.RefuseUnresolved(builder.Configuration);

    builder.Services
        // Failures keep their types on the way from activities to orchestrators.
        .Configure<WorkerOptions>(worker => worker.EnableUserCodeException = false)
        .AddHttpManners(builder.Configuration)
        .AddStorage(builder.Configuration)
        .AddIdentity(builder.Configuration)
        .AddTelephony(builder.Configuration)
        .AddMessaging(builder.Configuration)
        .AddCallouts(builder.Configuration)
        .AddCallbacks(builder.Configuration)
        .AddTickets();

    builder.Build().Run();
    return 0;
}
catch (SettingException unusable)
{
    // Nobody needs a stack trace to correct a setting.
    Console.Error.WriteLine(unusable.Message);
    return 1;
}
