using System.Text.Json.Serialization;

namespace Switchboard.Callouts;

/// <summary>A line of the answer to an import.</summary>
/// <param name="Finished">In the last line: whether all lines were dealt with.</param>
/// <param name="Lines">How many lines were dealt with; the counts below add up to it.</param>
/// <param name="Created">Lines that created a contact.</param>
/// <param name="Updated">Lines that changed one.</param>
/// <param name="Unchanged">Lines whose contact was there already, as they say.</param>
/// <param name="Rejected">Lines that were refused.</param>
/// <param name="RejectedLines">Refused lines: those since the report before; in the last line, the first thousand of all.</param>
/// <param name="RejectedLinesLeftOut">How many refused lines there was no room for.</param>
public sealed record ImportReport(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Finished,
    long Lines,
    long Created,
    long Updated,
    long Unchanged,
    long Rejected,
    IReadOnlyList<RejectedLine> RejectedLines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RejectedLinesLeftOut)
{
    /// <summary>In the last line: why it could not go on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
