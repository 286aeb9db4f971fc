using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchboard.Telephony;

/// <summary>Adds phone calls.</summary>
public static class TelephonyRegistration
{
    /// <summary>Registers telephony with its settings.</summary>
    public static IServiceCollection AddTelephony(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(Settings.Bind<TelephonyOptions>(configuration))
            .AddSingleton<SigningKey>()
            .AddSingleton<CallbackAddress>()
            .AddSingleton<CallbackTokens>()
            .AddSingleton<Carrier>()
            .AddSingleton<Ledgers>()
            .AddSingleton<CallLog>()
            .AddSingleton<CallerNumbers>()
            .AddSingleton<Dialling>()
            .AddSingleton<CallEventHandler>()
            .AddSingleton<CallSweep>();
    }
}
