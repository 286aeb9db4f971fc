using System.Globalization;
using System.Text.Json.Nodes;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// The history of an instance as the Durable HTTP API shows it: what happened, under the real engine's names, each
/// outcome with the name and the time of what was asked for; results only where they are wanted.
/// </summary>
internal static class DurableHistoryJson
{
    public static JsonArray Of(IEnumerable<HistoryStep> steps, string orchestrator, string? output, bool withOutput)
    {
        var asked = new Dictionary<int, (RequestEvent Request, DateTimeOffset At)>();
        var shown = new JsonArray();
        foreach (var step in steps)
        {
            foreach (var happened in step.Received.Concat(step.Produced))
            {
                if (happened is RequestEvent request)
                    asked[request.Id] = (request, step.At);
                else
                    shown.Add(Shown(happened, step.At));
            }
        }

        return shown;

        JsonObject Shown(HistoryEvent happened, DateTimeOffset at)
        {
            var json = new JsonObject { ["EventType"] = NameOf(happened), ["Timestamp"] = Text(at) };
            if (happened is ExecutionStarted)
                json["FunctionName"] = orchestrator;
            if (happened is OutcomeEvent { Id: var id } && asked.TryGetValue(id, out var cause))
                AddCause(json, cause.Request, cause.At);
            AddOutcome(json, happened);
            return json;
        }

        void AddOutcome(JsonObject json, HistoryEvent happened)
        {
            switch (happened)
            {
                case EventRaised raised:
                    json["Name"] = raised.Name;
                    AddResult(json, "Input", raised.Payload);
                    break;
                case TaskCompleted completed:
                    AddResult(json, "Result", completed.Result);
                    break;
                case SubOrchestrationCompleted completed:
                    AddResult(json, "Result", completed.Result);
                    break;
                case TaskFailed failed:
                    json["Reason"] = failed.Failure.ErrorMessage;
                    break;
                case SubOrchestrationFailed failed:
                    json["Reason"] = failed.Failure?.ErrorMessage;
                    break;
                case ExecutionCompleted completed:
                    json["OrchestrationStatus"] = completed.Status;
                    AddResult(json, "Result", output);
                    break;
            }
        }

        void AddResult(JsonObject json, string name, string? result)
        {
            if (withOutput)
                json[name] = WebhookAnswers.Value(result);
        }
    }

    private static void AddCause(JsonObject json, RequestEvent request, DateTimeOffset at)
    {
        switch (request)
        {
            case TaskScheduled task:
                json["FunctionName"] = task.Name;
                break;
            case SubOrchestrationCreated sub:
                (json["FunctionName"], json["InstanceId"]) = (sub.Name, sub.InstanceId);
                break;
            case TimerCreated timer:
                json["FireAt"] = Text(timer.FireAt);
                break;
        }

        json["ScheduledTime"] = Text(at);
    }

    private static string NameOf(HistoryEvent happened) => happened switch
    {
        SubOrchestrationCompleted => "SubOrchestrationInstanceCompleted",
        SubOrchestrationFailed => "SubOrchestrationInstanceFailed",
        _ => happened.GetType().Name,
    };

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
