using System.Globalization;

namespace Switchboard.Callouts;

/// <summary>News about one of these calls.</summary>
/// <param name="Ids">The ids, as a request writes them.</param>
internal sealed record OfCall(IReadOnlyList<string> Ids) : Resolved
{
    /// <summary>News about this call.</summary>
    public OfCall(long id)
        : this([id.ToString(CultureInfo.InvariantCulture)])
    {
    }
}
