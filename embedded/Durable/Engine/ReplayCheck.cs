namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// Holds what a replay asks for against what the history says was asked for, in the real engine's words.
/// </summary>
internal static class ReplayCheck
{
    private const string Scheduled = "A previous execution of this orchestration scheduled";

    private const string Question =
        "Was a change made to the orchestrator code after this instance had already started running?";

    /// <summary>
    /// Why <paramref name="replayed"/> is not what <paramref name="recorded"/> says, or null if it is.
    /// </summary>
    public static string? Difference(RequestEvent recorded, OrchestratorRequest? replayed) =>
        (recorded, replayed) switch
        {
            (TaskScheduled then, ActivityRequest now) => Same(then.Name, now.Name)
                ? null
                : $"{Scheduled} {Other(then)}, but the current orchestration replay instead scheduled an activity task "
                    + $"named '{now.Name}' with this sequence number.  {Question}",
            (SubOrchestrationCreated then, SubOrchestrationRequest now) => Same(then.Name, now.Name)
                ? null
                : $"{Scheduled} {Missing(then)}, but the current orchestration replay instead scheduled a "
                    + $"sub-orchestration task with name '{now.Name}' at this sequence position.  {Question}",
            (TimerCreated, TimerRequest) => null,
            (EventSent then, SendingRequest now) => Same(then.Name, now.Name)
                ? null
                : $"{Scheduled} {Missing(then)}, but the current orchestration replay instead scheduled a send event "
                    + $"task with name '{now.Name}' at this sequence number.  {Question}",
            (_, null) => $"{Scheduled} {Missing(recorded)}, but the current replay execution hasn't (yet?) scheduled "
                + $"this task. {Question}",
            _ => $"{Scheduled} {Other(recorded)}, but the current orchestration replay instead produced a "
                + $"{replayed.RealName} action with this sequence number. {Question}",
        };

    private static bool Same(string then, string now) => string.Equals(then, now, StringComparison.OrdinalIgnoreCase);

    private static string Missing(RequestEvent recorded) => recorded switch
    {
        TaskScheduled task => $"an activity task with sequence ID {task.Id} and name '{task.Name}' (version '')",
        SubOrchestrationCreated sub => $"a sub-orchestration task with sequence ID {sub.Id} and name '{sub.Name}' "
            + $"(version '', instance ID '{sub.InstanceId}')",
        EventSent sent => $"a send event task with sequence ID {sent.Id}, type 'EventSent', name '{sent.Name}', "
            + $"instance ID '{sent.InstanceId}'",
        _ => $"a timer task with sequence number {recorded.Id}",
    };

    private static string Other(RequestEvent recorded) => recorded switch
    {
        TaskScheduled task => $"an activity task with sequence number {task.Id} named '{task.Name}'",
        SubOrchestrationCreated sub => $"a sub-orchestration task with sequence number {sub.Id} named '{sub.Name}'",
        EventSent sent => $"a send event task with sequence number {sent.Id} named '{sent.Name}'",
        _ => $"a timer task with sequence number {recorded.Id}",
    };
}
