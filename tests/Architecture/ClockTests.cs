using System.Diagnostics;
using System.Reflection;
using DialingSample = Switchboard.Tests.Architecture.Samples.Dialing;

namespace Switchboard.Tests.Architecture;

/// <summary>
/// The application has the time from a <see cref="TimeProvider"/> and its chances from where they can be repeated, so
/// that tests decide both. Orchestrators have no other time at all: the engine replays them.
/// </summary>
public sealed class ClockTests
{
    [Fact]
    public void The_application_never_looks_at_the_clock_on_the_wall()
    {
        var violations = Violations(Application.Types);

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [Theory]
    [InlineData("DateTime.get_UtcNow")]
    [InlineData("Task.Delay")]
    [InlineData("Guid.NewGuid")]
    [InlineData("Random..ctor")]
    public void A_look_at_the_clock_is_found(string member) => Assert.Single(
        Violations(Application.WithNested(typeof(DialingSample.UsesTheClock))), violation => violation.EndsWith(member));

    private static IReadOnlyList<string> Violations(IEnumerable<Type> types) =>
    [
        .. (from type in types
            from reference in References.Of(type)
            where reference.Member is { } member && IsWallClock(reference.To, member)
            select $"{type.FullName} uses {reference.To.Name}.{reference.Member!.Name}").Distinct(),
    ];

    private static bool IsWallClock(Type type, MemberInfo member) => (type, member) switch
    {
        ({ FullName: "System.DateTime" or "System.DateTimeOffset" }, { Name: "get_Now" or "get_UtcNow" or "get_Today" }) => true,
        ({ FullName: "System.Guid" }, { Name: nameof(Guid.NewGuid) }) => true,
        ({ FullName: "System.Guid" }, MethodInfo { Name: nameof(Guid.CreateVersion7) } create) =>
            create.GetParameters().Length == 0,
        ({ FullName: "System.Random" }, { Name: ".ctor" or "get_Shared" }) => true,
        ({ FullName: "System.Threading.Thread" }, { Name: nameof(Thread.Sleep) }) => true,
        ({ FullName: "System.Threading.Tasks.Task" }, MethodInfo { Name: nameof(Task.Delay) } delay) =>
            delay.GetParameters().All(parameter => parameter.ParameterType != typeof(TimeProvider)),
        ({ FullName: "System.Threading.Timer" or "System.Timers.Timer" }, { Name: ".ctor" }) => true,
        _ => type == typeof(Stopwatch),
    };
}
