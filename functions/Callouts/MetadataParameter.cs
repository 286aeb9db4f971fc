using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Parameters that are documents: <c>metadata</c>, <c>contact_filter_params</c>, <c>settings</c>.</summary>
internal static class MetadataParameter
{
    /// <summary>The document, detached from the request; null where it is not mentioned, null, or cannot be stored.</summary>
    public static JsonObject? Read(
        JsonObject parameters, string name, ValidationErrors errors, int maxValues = Document.MaxValues)
    {
        if (parameters[name] is null)
            return null;
        if (parameters.Object(name) is not { } document)
        {
            // A form cannot say "empty": metadata= means it.
            if (parameters.Text(name) is "")
                return [];
            errors.Add(name, ValidationErrors.Invalid);
            return null;
        }

        if (Document.Problem(document, maxValues) is not { } problem)
            return document.DeepClone().AsObject();
        errors.Add(name, problem);
        return null;
    }
}
