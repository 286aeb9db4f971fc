using System.Globalization;

namespace Switchboard.Callouts;

/// <summary>About a call to one of these contacts: of one of their participations.</summary>
/// <param name="Ids">The ids, as a request writes them.</param>
internal sealed record OfContact(IReadOnlyList<string> Ids) : Resolved
{
    /// <summary>About a call to this contact.</summary>
    public OfContact(long id)
        : this([id.ToString(CultureInfo.InvariantCulture)])
    {
    }
}
