using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Adds callouts.</summary>
public static class CalloutsRegistration
{
    /// <summary>Registers callouts with their settings.</summary>
    public static IServiceCollection AddCallouts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(Settings.Bind<CalloutOptions>(configuration))
        .AddSingleton<IDescribesRoutes, ContactDescription>()
        .AddSingleton<IDescribesRoutes, CalloutDescription>()
        .AddSingleton<IDescribesRoutes, PopulationDescription>()
        .AddSingleton<IDescribesRoutes, ParticipationDescription>()
        .AddSingleton<IDescribesRoutes, PhoneCallDescription>()
        .AddSingleton<IDescribesRoutes, RemoteEventDescription>()
        .AddSingleton<IDescribesRoutes, BatchOperationDescription>()
        .AddSingleton<CalloutLedgers>()
        .AddSingleton<ContactUses>()
        .AddSingleton<Contacts>()
        .AddSingleton<ContactImport>()
        .AddSingleton<LedgerLists>()
        .AddSingleton<LedgerAnswers>()
        .AddSingleton<Participations>()
        .AddSingleton<RemoteEvents>()
        .AddSingleton<Populations>()
        .AddSingleton<PopulationContacts>()
        .AddSingleton<Enrolment>()
        .AddSingleton<Populator>()
        .AddSingleton<Callouts>()
        .AddSingleton<CalloutPace>()
        .AddSingleton<CalloutResults>()
        .AddSingleton<DueCalls>()
        .AddSingleton<RetryPlan>()
        .AddSingleton<CalloutDialler>()
        .AddSingleton<CalloutBell>()
        .AddSingleton<ICallOwner, CalloutCallOwner>();
}
