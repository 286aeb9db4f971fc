using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>A change of metadata that a request asks for: <c>metadata</c> and <c>metadata_merge_mode</c>.</summary>
/// <param name="Metadata">The metadata that were sent.</param>
/// <param name="Mode">How they meet those that are there.</param>
/// <param name="MaxValues">How many values there may be in the end.</param>
public sealed record MetadataChange(JsonObject Metadata, MergeMode Mode, int MaxValues = Document.MaxValues)
{
    private const string Name = "metadata";
    private const string ModeName = "metadata_merge_mode";

    /// <summary>Reads the change; null where metadata are not mentioned or cannot be stored.</summary>
    public static MetadataChange? Read(JsonObject parameters, ValidationErrors errors, int maxValues = Document.MaxValues)
    {
        var mode = ReadMode(parameters, errors);
        return MetadataParameter.Read(parameters, Name, errors, maxValues) is { } metadata
            ? new MetadataChange(metadata, mode, maxValues)
            : null;
    }

    /// <summary>Whether parameters say how metadata are to be merged.</summary>
    public static bool SaysMode(JsonObject parameters) => parameters.Has(ModeName);

    /// <summary>Reads how metadata are to be merged: <c>replace</c> unless something else is said.</summary>
    public static MergeMode ReadMode(JsonObject parameters, ValidationErrors errors)
    {
        switch (parameters.Text(ModeName))
        {
            case "replace":
                return MergeMode.Replace;
            case "merge":
                return MergeMode.Merge;
            case "deep_merge":
                return MergeMode.DeepMerge;
            default:
                errors.AddIf(parameters.Has(ModeName), ModeName, ValidationErrors.NotIncluded);
                return MergeMode.Replace;
        }
    }

    /// <summary>Updates something whose metadata may change with it, or says why not.</summary>
    /// <param name="change">The change of the metadata; null where they are left alone.</param>
    /// <param name="errors">What is wrong with the request.</param>
    /// <param name="stored">The metadata that are there.</param>
    /// <param name="updated">What becomes of the thing with its new metadata.</param>
    public static Outcome<T> Update<T>(
        MetadataChange? change, ValidationErrors errors, string stored, Func<string, T> updated)
    {
        if (errors.Any)
            return errors;
        if (change is null)
            return updated(stored);
        if (change.Mode == MergeMode.Replace)
            return updated(Document.Write(change.Metadata));
        var merged = Document.Read(stored);
        Merge(merged, change.Metadata, change.Mode == MergeMode.DeepMerge);
        return Document.Problem(merged, change.MaxValues) is { } problem
            ? ValidationErrors.Of(Name, problem)
            : updated(Document.Write(merged));
    }

    /// <summary>Updates something of which nothing but the metadata changes, and when.</summary>
    /// <param name="things">Where it would be; null where it cannot be.</param>
    /// <param name="id">Its id.</param>
    /// <param name="wish">The change, and what is wrong with the request.</param>
    /// <param name="stored">Its metadata.</param>
    /// <param name="updated">What becomes of it with its new metadata.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<Outcome<T>> UpdateAsync<T>(
        Collection<T>? things,
        long id,
        (MetadataChange? Change, ValidationErrors Errors) wish,
        Func<T, string> stored,
        Func<T, string, T> updated,
        CancellationToken cancellation)
        where T : class, ICollected, new() => things is null
            ? Outcome<T>.NotFound
            : await things.UpdateAsync(
                id,
                before => Update(wish.Change, wish.Errors, stored(before), metadata => updated(before, metadata)),
                cancellation);

    private static void Merge(JsonObject target, JsonObject source, bool deep)
    {
        foreach (var (key, value) in source)
        {
            if (deep && value is JsonObject inner && target[key] is JsonObject existing)
                Merge(existing, inner, deep);
            else
                target[key] = value?.DeepClone();
        }
    }
}
