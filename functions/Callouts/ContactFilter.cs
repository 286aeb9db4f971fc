using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Which contacts a population means, from its <c>contact_filter_params</c>: those with one of the numbers of
/// <c>msisdn</c>, in any spelling, and with the metadata of <c>metadata</c>. Keys other than these two are metadata keys:
/// the samples of the API's reference mean that, and its first implementation called everybody.
/// </summary>
public static class ContactFilter
{
    /// <summary>The parameter.</summary>
    internal const string Parameter = "contact_filter_params";

    private const string Metadata = "metadata";
    private const string Msisdn = "msisdn";

    /// <summary>What must hold for the contacts that a filter means.</summary>
    /// <param name="parameters">The filter, as it was sent.</param>
    /// <param name="errors">Says so if it cannot be understood.</param>
    public static IReadOnlyList<Condition> Read(JsonObject parameters, ValidationErrors errors)
    {
        var reader = new FilterReader(parameters, errors, Parameter).List(Msisdn, Numbers);
        reader.AddLeaves(Parameter, Metadata, EntriesOf(parameters, areFlat: true), withOperators: true);
        if (parameters.Object(Metadata) is { } metadata)
            reader.AddLeaves(Parameter, Metadata, metadata, withOperators: true);
        errors.AddIf(
            parameters.Has(Metadata) && parameters[Metadata] is not JsonObject, Parameter, ValidationErrors.Invalid);
        return reader.Conditions;
    }

    /// <summary>The terms by which a filter is found: by those of <c>metadata</c>, however it was sent.</summary>
    /// <param name="parameters">The filter, as it was sent.</param>
    internal static IEnumerable<Term> Terms(JsonObject parameters) =>
        Parts(parameters).SelectMany(part => Storage.Terms.OfDocument(part.Path, Document.Write(part.Entries))).Distinct();

    /// <summary>A filter in parts, each with the path under which its keys are found.</summary>
    internal static IEnumerable<(string Path, JsonObject Entries)> Parts(JsonObject parameters) =>
    [
        (Parameter, EntriesOf(parameters, areFlat: false)),
        (Storage.Terms.PathOf(Parameter, Metadata), EntriesOf(parameters, areFlat: true)),
    ];

    private static JsonObject EntriesOf(JsonObject parameters, bool areFlat) => new(parameters
        .Where(entry => entry.Key is not (Metadata or Msisdn) == areFlat)
        .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));

    /// <summary>Has one of these numbers; what is no number is nobody's.</summary>
    internal static HasKey Numbers(IReadOnlyList<string> texts) =>
        new([.. texts.Select(text => Contact.NumberKey(PhoneNumber.Normalize(text) ?? text))]);
}
