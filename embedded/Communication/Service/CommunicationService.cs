using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Azure Communication Services' REST protocol, and the control API of the simulated phone network behind it.</summary>
internal sealed class CommunicationService(
    CommunicationSettings settings,
    TimeProvider clock,
    WorkTracker tracker,
    IRowStore? journal,
    ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>Answers one request; never throws.</summary>
    public Task HandleAsync(HttpContext context) =>
        throw new NotImplementedException($"{settings}{clock}{tracker}{journal}{loggers}");

    /// <summary>Ends what is under way; events not yet delivered are lost.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
