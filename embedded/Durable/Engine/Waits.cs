using System.Globalization;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Puts into words what instances wait for.</summary>
internal static class Waits
{
    public static IReadOnlyList<string> Describe(DurableHub hub)
    {
        var tasks = DurableRows.AllTasks(hub.Store)
            .ToLookup(found => (found.Instance, found.Task.ExecutionId), found => found.Task);
        var open = DurableRows.Records(hub.Store).Where(record => !record.IsOver).ToList();
        var children = open.ToLookup(record => record.Parent?.InstanceId, record => record.Id);
        return
        [
            .. open.OrderBy(record => record.Id, StringComparer.Ordinal).Select(record =>
            {
                List<string> waits =
                [
                    .. Start(record, hub.Clock.GetUtcNow()),
                    .. tasks[(record.Id, record.ExecutionId)].Select(Describe),
                    .. children[record.Id].Select(child => $"the sub-orchestration {child}"),
                    .. Events(hub, record),
                ];
                var what = waits.Count > 0 ? string.Join(", ", waits) : "nothing durable";
                return $"{record.Id} ({record.Name}, {record.Status}) waits for {what}";
            }),
        ];
    }

    private static IEnumerable<string> Start(InstanceRecord record, DateTimeOffset now) =>
        record.IsScheduledAfter(now) ? [Moment("its start at", record.StartAt!.Value.UtcDateTime)] : [];

    // An orchestrator that is not in memory runs over its history once more to say which events it waits for.
    private static IEnumerable<string> Events(DurableHub hub, InstanceRecord record) =>
        (hub.Instances.Find(record.Id)?.AwaitedEvents ?? Replayed(hub, record)).Select(name => $"the event '{name}'");

    private static IReadOnlyCollection<string> Replayed(DurableHub hub, InstanceRecord record) =>
        record.IsToBegin || !hub.Functions.HasOrchestrator(record.Name)
            ? []
            : Execution.Rebuilt(hub, record, _ => { }).Events.Awaited;

    private static string Describe(StoredTask task) => task switch
    {
        StoredTimer timer => Moment("a timer due at", timer.FireAt),
        StoredActivity activity => $"the activity {activity.Name}",
        _ => task.ToString(),
    };

    private static string Moment(string what, DateTime moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {moment:yyyy-MM-ddTHH:mm:ss.fff}Z");
}
