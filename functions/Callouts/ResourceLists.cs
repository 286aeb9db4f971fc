using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The lists of this API.</summary>
internal static class ResourceLists
{
    /// <summary>Contacts: by number, in any spelling, metadata and time.</summary>
    public static ResourceList<Contact> Contacts { get; } = new(
        filters => filters.List("msisdn", ContactFilter.Numbers).Document("metadata").Times(),
        ("msisdn", contact => contact.Msisdn));

    /// <summary>Callouts: by status, metadata and time.</summary>
    public static ResourceList<Callout> Callouts { get; } = new(
        filters => filters
            .List("status", statuses => new HasTerm([.. statuses.Select(Callout.StatusTerm)]))
            .Document("metadata")
            .Times(),
        ("status", callout => callout.Status.ToString()));

    /// <summary>Populations: by status, callout, metadata, what they are filtered by, and time.</summary>
    public static ResourceList<Population> Populations { get; } = new(
        filters => filters
            .List("status", statuses => new HasTerm([.. statuses.Select(Population.StatusTerm)]))
            .List("callout_id", ids => new HasTerm([.. ids.Select(Population.CalloutTerm)]))
            .Document("metadata")
            .Document("contact_filter_params", withOperators: false)
            .Times(),
        ("status", population => population.Status.ToString()),
        ("callout_id", population => population.CalloutId));
}
