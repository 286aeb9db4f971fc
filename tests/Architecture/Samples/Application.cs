using Switchboard.Tests.Architecture.Samples.Storage;
using Switchboard.Tests.Architecture.Samples.Tickets;

#pragma warning disable CA1822

// An application in small whose folders use each other as they may and as they may not, for DirectionsTests.

namespace Switchboard.Tests.Architecture.Samples
{
    public sealed class Word;

    public static class Composition
    {
        public static object Compose() => Desk.Take();
    }
}

namespace Switchboard.Tests.Architecture.Samples.Storage
{
    public sealed class Row
    {
        public static string Text(object value) => $"{value}";
    }
}

namespace Switchboard.Tests.Architecture.Samples.Tickets
{
    public class Ticket;

    public sealed class TicketMarkAttribute : Attribute;

    public sealed class UsesShared
    {
        public string Show() => Row.Text(new Ticket());
    }

    public static class Desk
    {
        public static int Open;

        public static Ticket Take() => new();
    }
}

namespace Switchboard.Tests.Architecture.Samples.Callouts
{
    public sealed class ByField
    {
        public IReadOnlyList<Ticket>? Tickets;
    }

    public sealed class BySignature
    {
        public void Take(Func<Ticket?[], int> ticket) => _ = ticket;
    }

    public sealed class ByBody
    {
        public bool Any() => Desk.Take() is not null;
    }

    public sealed class ByStaticField
    {
        public int Any() => Desk.Open;
    }

    public sealed class ByLambda
    {
        public Func<object> Any() => () => Desk.Take();
    }

    public sealed class ByIterator
    {
        public IEnumerable<object> Any()
        {
            yield return Desk.Take();
        }
    }

    public sealed class ByAsync
    {
        public async Task<bool> Any()
        {
            await Task.Yield();
            return Desk.Take() is not null;
        }
    }

    [TicketMark]
    public sealed class ByAttribute;

    public sealed class ByTypeOf
    {
        public string Name() => typeof(Ticket).Name;
    }

    public sealed class ByConstraint<T> where T : Ticket;
}

namespace Switchboard.Tests.Architecture.Samples.Telephony
{
    public sealed class UsesACapability
    {
        public object Any() => Tickets.Desk.Take();
    }
}

namespace Switchboard.Tests.Architecture.Samples.Console
{
    public sealed class UsesEverything
    {
        public object Any() => Tickets.Desk.Take();
    }
}

namespace Switchboard.Tests.Architecture.Samples.Dialing
{
    public sealed class UsesTheConsole
    {
        public object Any() => new Console.UsesEverything();
    }

    public sealed class UsesAComposition
    {
        public object Any() => Composition.Compose();
    }

    public sealed class UsesAWord
    {
        public Word Any() => new();
    }

    public sealed class UsesTheClock
    {
        public DateTime Now() => DateTime.UtcNow;

        public async Task<Guid> NewAsync()
        {
            await Task.Delay(1);
            return Guid.NewGuid();
        }

        public int Roll() => new Random().Next();

        public Task Fine(TimeProvider time) => Task.Delay(TimeSpan.Zero, time);
    }
}
