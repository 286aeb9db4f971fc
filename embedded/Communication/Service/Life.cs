using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Counts the lives of the process on one store. What goes wrong with a request is drawn by how often it was made; a
/// process that died has forgotten that, and would have the same request go wrong in the same way in every life.
/// </summary>
internal sealed record Life(int Number)
{
    /// <summary>Begins the next life and gives its number; without a store there is only one.</summary>
    public static int Begin(IRowStore? store, WorkTracker tracker, ILogger logger)
    {
        var journal = new Journal<Life>(store, "SimulatorLives");
        var life = new Life(journal.Read().Count() + 1);
        _ = KeepAsync(journal, life, tracker.Begin("a life of the simulator"), logger);
        return life.Number;
    }

    private static async Task KeepAsync(Journal<Life> journal, Life life, IDisposable work, ILogger logger)
    {
        using (work)
        {
            try
            {
                await journal.WriteAsync(life.Number, life).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                // The next life will be like this one.
                logger.LogError(failure, "Life {Number} of the simulator could not be counted.", life.Number);
            }
        }
    }
}
