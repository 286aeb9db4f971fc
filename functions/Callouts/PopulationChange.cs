using System.Text.Json.Nodes;

namespace Switchboard.Callouts;

/// <summary>What a request wants of a population; what it does not mention is null.</summary>
/// <param name="ContactFilterParams">The filter that replaces what is there.</param>
/// <param name="Metadata">The change of the metadata.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record PopulationChange(JsonObject? ContactFilterParams, MetadataChange? Metadata, ValidationErrors Errors)
{
    // Both documents are found by their values, and the rows for it must fit one transaction.
    private const int MaxFilterValues = 20;
    private const int MaxMetadataValues = 25;

    /// <summary>Reads the wish to create or update a population.</summary>
    public static PopulationChange From(JsonObject parameters)
    {
        var errors = new ValidationErrors();
        var filter = MetadataParameter.Read(parameters, "contact_filter_params", errors, MaxFilterValues);
        if (filter is not null)
            ContactFilter.Read(filter, errors);
        return new PopulationChange(
            filter, MetadataChange.Read(parameters, errors, MaxMetadataValues), errors);
    }
}
