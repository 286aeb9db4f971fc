namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What goes wrong, each with a probability from 0 to 1; who is hit is drawn from the seed.</summary>
internal sealed record Faults
{
    public static readonly Faults None = new();

    /// <summary>An event is delivered twice, with the same id.</summary>
    public double DuplicateEvents { get; init; }

    /// <summary>An event is delivered two seconds late, after others of its call.</summary>
    public double ReorderEvents { get; init; }

    /// <summary>
    /// A call is answered, or not, and the application is told so, before its request to create the call is answered.
    /// </summary>
    public double EarlyEvents { get; init; }

    /// <summary>An event is never delivered.</summary>
    public double LostEvents { get; init; }

    /// <summary>A request to create a call is answered with 503; nobody is called.</summary>
    public double CreateCallUnavailable { get; init; }
}
