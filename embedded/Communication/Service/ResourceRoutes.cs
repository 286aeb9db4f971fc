using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>The REST protocol's paths and methods, and who answers them.</summary>
internal sealed class ResourceRoutes(
    CallEndpoints calls,
    IncomingCallEndpoints incoming,
    CallActions actions,
    RecordingEndpoints recordings,
    SmsEndpoints sms,
    EmailEndpoints emails)
{
    /// <summary>What answers a request, found before anybody asks who sent it.</summary>
    /// <exception cref="ServiceError">Nothing does: 404, or 405.</exception>
    public Func<Task> Find(HttpContext context, string[] path, ReadOnlyMemory<byte> body) =>
        (context.Request.Method, path) switch
        {
            ("POST", ["calling", "callConnections"]) => () => calls.CreateAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections:answer"]) =>
                () => incoming.AnswerAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections:redirect"]) =>
                () => incoming.RedirectAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections:reject"]) =>
                () => incoming.RejectAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "callConnections", var call]) when Action(call) is { } action =>
                CallAction(context, action.Id, action.Name, body),
            ("POST", ["calling", "callConnections", var id, var action]) =>
                ParticipantAction(context, id, action, body),
            ("POST", ["calling", "recordings"]) => () => recordings.StartAsync(context, RequestBody.Parse(body)),
            ("POST", ["calling", "recordings", var recording]) when Action(recording) is { } action =>
                action.Name switch
                {
                    "pause" => () => Done(() => recordings.SetActive(context, action.Id, active: false)),
                    "resume" => () => Done(() => recordings.SetActive(context, action.Id, active: true)),
                    _ => throw ServiceError.NotFound(),
                },
            ("GET", ["calling", "recordings", var id]) => () => recordings.GetAsync(context, id),
            ("DELETE", ["calling", "recordings", var id]) => () => Done(() => recordings.Stop(context, id)),
            ("GET", ["calling", "callConnections", var id]) => () => calls.GetAsync(context, id),
            ("DELETE", ["calling", "callConnections", var id]) => () => Done(() => calls.HangUp(context, id)),
            ("GET", ["calling", "callConnections", var id, "participants"]) =>
                () => calls.ListParticipantsAsync(context, id),
            ("GET", ["calling", "callConnections", var id, "participants", var rawId]) =>
                () => calls.GetParticipantAsync(context, id, rawId),
            ("GET", ["deliveryReports", var id]) => () => sms.GetReportAsync(context, id),
            ("POST", ["sms", "optouts:add" or "optouts:remove" or "optouts:check"]) =>
                () => sms.OptAsync(context, path[1]["optouts:".Length..], RequestBody.Parse(body)),
            ("POST", ["sms"]) => () => sms.SendAsync(context, RequestBody.Parse(body)),
            ("POST", ["emails:send"]) => () => emails.SendAsync(context, RequestBody.Parse(body)),
            ("GET", ["emails", "operations", var id]) => () => emails.GetOperationAsync(context, id),
            (_, ["calling", "callConnections"] or ["calling", "recordings"] or ["sms"] or ["emails:send"]
                or ["calling", "callConnections:answer" or "callConnections:redirect" or "callConnections:reject"]
                or ["sms", "optouts:add" or "optouts:remove" or "optouts:check"]) =>
                throw ServiceError.MethodNotAllowed("POST"),
            (_, ["calling", "callConnections" or "recordings", var segment]) =>
                throw ServiceError.MethodNotAllowed(Action(segment) is null ? "DELETE, GET" : "POST"),
            (_, ["calling", "callConnections", _, "participants", ..] or ["emails", "operations", _]
                or ["deliveryReports", _]) =>
                throw ServiceError.MethodNotAllowed("GET"),
            _ => throw ServiceError.NotFound(),
        };

    private Func<Task> CallAction(HttpContext context, string id, string name, ReadOnlyMemory<byte> body) =>
        name switch
        {
            "terminate" => () => Done(() => calls.Terminate(context, id)),
            "transferToParticipant" => () => actions.TransferAsync(context, id, RequestBody.Parse(body)),
            "play" => () => Done(() => calls.Play(context, id, RequestBody.Parse(body))),
            "recognize" => () => Done(() => calls.Recognize(context, id, RequestBody.Parse(body))),
            "cancelAllMediaOperations" => () => Done(() => calls.CancelMedia(context, id)),
            "sendDtmfTones" => () => actions.SendTonesAsync(context, id, RequestBody.Parse(body)),
            "startContinuousDtmfRecognition" => () =>
                Done(() => actions.WatchKeys(context, id, RequestBody.Parse(body), start: true)),
            "stopContinuousDtmfRecognition" => () =>
                Done(() => actions.WatchKeys(context, id, RequestBody.Parse(body), start: false)),
            "hold" => () => Done(() => actions.Hold(context, id, RequestBody.Parse(body), hold: true)),
            "unhold" => () => Done(() => actions.Hold(context, id, RequestBody.Parse(body), hold: false)),
            _ => throw ServiceError.NotFound(),
        };

    private Func<Task> ParticipantAction(
        HttpContext context, string id, string name, ReadOnlyMemory<byte> body) =>
        name switch
        {
            "participants:add" => () => actions.AddAsync(context, id, RequestBody.Parse(body)),
            "participants:remove" => () => actions.RemoveAsync(context, id, RequestBody.Parse(body)),
            "participants:mute" => () => actions.MuteAsync(context, id, RequestBody.Parse(body)),
            "participants:cancelAddParticipant" => () =>
                actions.CancelAddAsync(context, id, RequestBody.Parse(body)),
            "participants" => throw ServiceError.MethodNotAllowed("GET"),
            _ => throw ServiceError.NotFound(),
        };

    private static (string Id, string Name)? Action(string segment) =>
        segment.LastIndexOf(':') is > 0 and var colon ? (segment[..colon], segment[(colon + 1)..]) : null;

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
