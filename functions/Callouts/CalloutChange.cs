using System.Text.Json.Nodes;

namespace Switchboard.Callouts;

/// <summary>What a request wants of a callout; what it does not mention is null. The status changes by events alone.</summary>
/// <param name="Metadata">The change of the metadata.</param>
/// <param name="Settings">The settings that replace what is there.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record CalloutChange(MetadataChange? Metadata, JsonObject? Settings, ValidationErrors Errors)
{
    /// <summary>Reads the wish to create or update a callout.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="callerNumbers">Our numbers, of which <c>caller_id</c> must be one.</param>
    public static CalloutChange From(JsonObject parameters, IReadOnlyList<string> callerNumbers)
    {
        var errors = new ValidationErrors();
        var metadata = MetadataChange.Read(parameters, errors);
        var settings = MetadataParameter.Read(parameters, "settings", errors);
        if (settings is not null)
            CalloutSettings.Validate(settings, callerNumbers, errors);
        return new CalloutChange(metadata, settings, errors);
    }
}
