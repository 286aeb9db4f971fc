using System.Globalization;
using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Recordings: <c>/calling/recordings</c>. They start, pause and end, and tell so; no file is made. A recording's id
/// says which call it is of.
/// </summary>
internal sealed class RecordingEndpoints(TelephoneNetwork network)
{
    private readonly OnceOnly<object> _started = new();

    public async Task StartAsync(HttpContext context, RequestBody body)
    {
        var callback = MediaRequests.ReadCallback(body, "recordingStateCallbackUri");
        var paused = body.Flag("pauseOnStart") ?? false;
        object Start()
        {
            var call = FindCall(body);
            Recording? recording = null;
            if (!network.With(call, found => recording = Connected(found).Recordings.Start(paused, callback)))
                throw ServiceError.CallNotFound();
            return Describe(call, recording!);
        }

        var answer = CallEndpoints.RepeatabilityId(context.Request) is { } id
            ? await _started.DoAsync(id, () => Task.FromResult(Start())).ConfigureAwait(false)
            : Start();
        await ServiceJson.WriteAsync(context, 200, answer).ConfigureAwait(false);
    }

    public Task GetAsync(HttpContext context, string id)
    {
        var (call, recording) = Do(id, (recordings, number) => recordings.Find(number));
        return ServiceJson.WriteAsync(context, 200, Describe(call, recording));
    }

    public void SetActive(HttpContext context, string id, bool active)
    {
        Do(id, (recordings, number) => recordings.SetActive(number, active));
        context.Response.StatusCode = 202;
    }

    public void Stop(HttpContext context, string id)
    {
        Do(id, (recordings, number) =>
        {
            var found = recordings.Find(number);
            recordings.Stop(number);
            return found;
        });
        context.Response.StatusCode = 204;
    }

    /// <summary>The id of a call's recording, as the service and its events say it.</summary>
    public static string IdOf(string call, Recording recording) =>
        OpaqueId.Write(call, recording.Number.ToString(CultureInfo.InvariantCulture));

    private (string Call, Recording Recording) Do(string id, Func<Recordings, int, Recording?> action)
    {
        var (call, number) = Parse(id);
        Recording? recording = null;
        network.With(call, found => recording = action(found.Recordings, number));
        return recording is null ? throw ServiceError.RecordingNotFound() : (call, recording);
    }

    private static (string Call, int Number) Parse(string id) =>
        OpaqueId.Read(id) is var (call, part)
        && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (call, number)
            : throw ServiceError.RecordingNotFound();

    private string FindCall(RequestBody body)
    {
        if (body.Text("callConnectionId") is { Length: > 0 } id)
            return id;
        var locator = body.RequiredObject("callLocator");
        var server = locator.Text("serverCallId")
            ?? locator.Text("groupCallId")
            ?? throw ServiceError.InvalidArgument(
                "callLocator.serverCallId or groupCallId is required: there are no rooms here.");
        return network.FindByServerCall(server) ?? throw ServiceError.CallNotFound();
    }

    private static PhoneCall Connected(PhoneCall call) =>
        call.Record.State == CallState.Connected ? call : throw ServiceError.CallNotEstablished();

    private static object Describe(string call, Recording recording) => new
    {
        recordingId = IdOf(call, recording),
        recordingState = recording.IsActive ? "active" : "inactive",
        recordingKind = "azureCommunicationServices",
    };
}
