using System.Text.Json.Nodes;

namespace Switchboard.Callouts;

/// <summary>
/// A callout population as later clients of Somleng SCFM know it: a batch operation, whose states have other names.
/// </summary>
public sealed record BatchOperationJson(
    long Id,
    long CalloutId,
    JsonObject Parameters,
    JsonObject Metadata,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Type)
{
    /// <summary>The one kind of batch operation there is.</summary>
    internal const string Population = "BatchOperation::CalloutPopulation";

    /// <summary>The parameter that says which contacts are meant.</summary>
    internal const string Filter = "contact_filter_params";

    /// <summary>Shows a population.</summary>
    public static BatchOperationJson From(Population population) => new(
        population.Id,
        population.CalloutId,
        new JsonObject { [Filter] = population.FilterDocument() },
        population.MetadataDocument(),
        StatusOf(population.Status),
        population.CreatedAt,
        population.UpdatedAt,
        Population);

    /// <summary>The state that a batch operation's is for a population; what is no state stays as it is.</summary>
    internal static string PopulationStatusOf(string status) => status switch
    {
        "running" => "populating",
        "finished" => "populated",
        "populating" or "populated" => "",
        _ => status,
    };

    /// <summary>The state of a batch operation whose population is in a state.</summary>
    internal static string StatusOf(PopulationStatus status) => status switch
    {
        PopulationStatus.Populating => "running",
        PopulationStatus.Populated => "finished",
        _ => status.ToString().ToLowerInvariant(),
    };
}
