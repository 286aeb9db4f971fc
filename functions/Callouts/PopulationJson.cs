using System.Text.Json.Nodes;

namespace Switchboard.Callouts;

/// <summary>A callout population as the API shows it.</summary>
public sealed record PopulationJson(
    long Id,
    long CalloutId,
    JsonObject ContactFilterParams,
    JsonObject Metadata,
    PopulationStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Shows a population.</summary>
    public static PopulationJson From(Population population) => new(
        population.Id,
        population.CalloutId,
        population.FilterDocument(),
        population.MetadataDocument(),
        population.Status,
        population.CreatedAt,
        population.UpdatedAt);
}
