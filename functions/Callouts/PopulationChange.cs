using System.Text.Json.Nodes;
using Switchboard.Http;

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

    /// <summary>Reads the wish to create or update a batch operation: the filter is one of its <c>parameters</c>.</summary>
    public static PopulationChange FromBatchOperation(JsonObject parameters, bool isNew)
    {
        var errors = new ValidationErrors();
        errors.AddIf(isNew && parameters.Text("type") != BatchOperationJson.Population, "type", ValidationErrors.NotIncluded);
        var own = MetadataParameter.Read(parameters, "parameters", errors, MaxFilterValues);
        // What nobody here heeds might have meant fewer people.
        errors.AddIf(
            own?.Any(parameter => parameter.Key is not (BatchOperationJson.Filter or "skip_validate_preview_presence")) == true,
            "parameters",
            ValidationErrors.Invalid);
        var filter = own is null ? null : MetadataParameter.Read(own, BatchOperationJson.Filter, errors, MaxFilterValues) ?? [];
        if (filter is not null)
            ContactFilter.Read(filter, errors);
        return new PopulationChange(
            filter, MetadataChange.Read(parameters, errors, MaxMetadataValues), errors);
    }
}
