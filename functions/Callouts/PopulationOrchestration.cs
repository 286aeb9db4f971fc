using System.Globalization;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// One instance a population that was queued, <c>population-{id}</c>: steps through the contacts it means until all are
/// in, then has the callout look whom to call.
/// </summary>
public sealed class PopulationOrchestration(Populator populator)
{
    /// <summary>Brings in the contacts that a population means.</summary>
    [Function(nameof(RunPopulation))]
    public static async Task RunPopulation([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var progress = context.GetInput<PopulationProgress>()!;
        var next = await context.CallActivityAsync<long?>(nameof(PopulateSome), progress, Orchestration.Retried);
        CalloutOrchestration.Notify(context, progress.CalloutId);
        if (next is { } firstContactId)
            context.ContinueAsNew(progress with { FirstContactId = firstContactId });
    }

    /// <summary>Takes one step of a population.</summary>
    [Function(nameof(PopulateSome))]
    public Task<long?> PopulateSome([ActivityTrigger] PopulationProgress progress, CancellationToken cancellation) =>
        populator.StepAsync(progress, cancellation);

    /// <summary>Starts the instance of a population that was queued, if it is missing.</summary>
    internal static Task EnsureAsync(DurableTaskClient client, Population population, CancellationToken cancellation) =>
        new Orchestration(
            nameof(RunPopulation),
            string.Create(CultureInfo.InvariantCulture, $"population-{population.Id}"),
            new PopulationProgress(population.Id, population.CalloutId, FirstContactId: 0, population.Round))
            .EnsureAsync(client, cancellation);
}
