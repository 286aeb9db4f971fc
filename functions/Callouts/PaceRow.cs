using System.Runtime.Serialization;
using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// When a callout with a limit of calls per minute began how many calls. Keys: the callout's ledger; RowKey is always
/// <see cref="OnlyRow"/>.
/// </summary>
public sealed record PaceRow : Row
{
    /// <summary>The row key of every callout's pace.</summary>
    public const string OnlyRow = "pace";

    /// <summary>The calls of the last minute, as JSON.</summary>
    public string Begun { get; set; } = "[]";

    /// <summary>The calls of the last minute: so many at each moment.</summary>
    [IgnoreDataMember]
    internal IReadOnlyList<BegunCalls> Calls => JsonSerializer.Deserialize<List<BegunCalls>>(Begun) ?? [];
}
