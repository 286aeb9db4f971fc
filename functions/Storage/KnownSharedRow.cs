using System.Collections.Immutable;

namespace Switchboard.Storage;

/// <summary>What is known of a row that several things share (<see cref="SharedRows{T}"/>), since it was read or written here.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Taken">Which of its places are taken, as bits; null where that is not known.</param>
/// <param name="Steps">How it became what it is: which places changed from which version to the next.</param>
internal sealed record KnownSharedRow(ETag Version, int? Taken, ImmutableArray<KnownSharedRow.Step> Steps)
{
    /// <summary>There is no such row.</summary>
    public static readonly KnownSharedRow None = new(default, 0, []);

    private const int MostSteps = 50;

    /// <summary>A row as it was read.</summary>
    public static KnownSharedRow Of(TableEntity row) => new(
        row.ETag,
        Enumerable.Range(0, SharedRow.Places)
            .Where(place => row.GetString(SharedRow.Head(place)) is { Length: > 0 })
            .Aggregate(0, (bits, place) => bits | Bit(place)),
        []);

    /// <summary>Whether a place is known to be taken.</summary>
    public bool IsTaken(int place) => (Taken & Bit(place)) is > 0;

    /// <summary>
    /// The newest version in which a place is as in the one that was read: whoever changes it is not hindered by neighbours
    /// who were changed meanwhile.
    /// </summary>
    public ETag Newest(PlaceEdit edit)
    {
        var since = Steps.SkipWhile(step => step.From != edit.Version).ToList();
        return since.Count == 0 || since.Exists(step => (step.Places & Bit(edit.Place)) != 0) ? edit.Version : Version;
    }

    /// <summary>Which of its places are taken after edits; null where that is not known.</summary>
    public int? TakenAfter(IEnumerable<PlaceEdit> edits) => edits.Aggregate(
        Taken, (taken, edit) => edit.Clears ? taken & ~Bit(edit.Place) : taken | Bit(edit.Place));

    /// <summary>The row after edits that were written to it.</summary>
    public KnownSharedRow After(IReadOnlyCollection<PlaceEdit> edits, ETag version)
    {
        var steps = Steps.Length < MostSteps ? Steps : Steps.RemoveAt(0);
        var places = edits.Aggregate(0, (bits, edit) => bits | Bit(edit.Place));
        return new KnownSharedRow(version, TakenAfter(edits), steps.Add(new Step(Version, places)));
    }

    private static int Bit(int place) => 1 << place;

    /// <summary>A change of some places.</summary>
    /// <param name="From">The version before.</param>
    /// <param name="Places">The places, as bits.</param>
    internal readonly record struct Step(ETag From, int Places);
}
