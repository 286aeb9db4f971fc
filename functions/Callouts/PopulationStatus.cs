namespace Switchboard.Callouts;

/// <summary>The states of a callout population.</summary>
public enum PopulationStatus
{
    /// <summary>Not asked to populate yet; whom it would bring in can be looked at.</summary>
    Preview,

    /// <summary>Asked to populate.</summary>
    Queued,

    /// <summary>Bringing in contacts.</summary>
    Populating,

    /// <summary>Has brought in all that it means.</summary>
    Populated,
}
