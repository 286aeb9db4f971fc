using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Which contacts are meant: all conditions hold for each of them; without conditions, all contacts.</summary>
/// <param name="Terms">What they must have.</param>
/// <param name="Absent">Paths in their metadata at which there must be nothing.</param>
/// <param name="Msisdns">Numbers they must have; more than one is nobody's.</param>
public sealed record ContactFilter(
    IReadOnlyList<string> Terms, IReadOnlyList<string> Absent, IReadOnlyList<string> Msisdns)
{
    private const string Metadata = "metadata";
    private const string Msisdn = "msisdn";

    /// <summary>Whether there are no conditions.</summary>
    public bool MeansEverybody => Terms.Count + Absent.Count + Msisdns.Count == 0;

    /// <summary>
    /// The filter of a request's parameters: <c>msisdn</c>, in any spelling, and <c>metadata[…]</c>, of which every leaf
    /// must match as text; a leaf without a value must be absent or null. Metadata that is no object is ignored.
    /// </summary>
    public static ContactFilter From(JsonObject parameters)
    {
        var metadata = parameters.Object(Metadata) ?? [];
        return new ContactFilter(
            [.. Storage.Terms.Of(Metadata, metadata)],
            [.. Storage.Terms.Nulls(Metadata, metadata)],
            parameters.Text(Msisdn) is { } msisdn ? [PhoneNumber.Normalize(msisdn) ?? msisdn] : []);
    }

    /// <summary>
    /// The filter of a population's <c>contact_filter_params</c>. Keys other than <c>metadata</c> and <c>msisdn</c> are
    /// metadata keys: the samples of the API's reference mean that, and its first implementation called everybody.
    /// </summary>
    public static ContactFilter FromPopulation(JsonObject parameters)
    {
        var flat = parameters.Where(entry => entry.Key is not (Metadata or Msisdn));
        var metadata = new JsonObject(flat.Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        return From(parameters).And(From(new JsonObject { [Metadata] = metadata }));
    }

    /// <summary>The contacts that are meant by both filters.</summary>
    public ContactFilter And(ContactFilter other) => new(
        [.. Terms.Union(other.Terms)], [.. Absent.Union(other.Absent)], [.. Msisdns.Union(other.Msisdns)]);

    /// <summary>Whether a contact is meant.</summary>
    public bool Matches(Contact contact)
    {
        var has = contact.Terms().ToHashSet();
        return Msisdns.All(msisdn => msisdn == contact.Msisdn)
            && Terms.All(has.Contains)
            && !Absent.Any(path => has.Any(term => IsAt(term, path)));
    }

    private static bool IsAt(string term, string path) =>
        term.StartsWith(path, StringComparison.Ordinal) && term.AsSpan(path.Length) is ['=' or '[', ..];
}
