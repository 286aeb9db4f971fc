using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>What goes wrong with an event on its way: how often it is sent, and how late; zero for in time.</summary>
internal readonly record struct EventMishap(int Copies, TimeSpan Delay)
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan VeryLate = TimeSpan.FromSeconds(30);

    /// <summary>Draws it for one event, which has a name of its own among those of its chance.</summary>
    public static EventMishap Draw(Faults faults, Chance chance, string name) => new(
        chance.Happens(faults.DuplicateEvents, $"duplicated {name}") ? 2 : 1,
        chance.Happens(faults.DelayEvents, $"delayed {name}") ? VeryLate
            : chance.Happens(faults.ReorderEvents, $"reordered {name}") ? Late
            : TimeSpan.Zero);
}
