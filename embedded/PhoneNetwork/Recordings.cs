namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// What is recorded of a call: when it runs and when it does not. There is no sound, and so no file. To be used under
/// the network's gate.
/// </summary>
internal sealed class Recordings(PhoneCall call, TelephoneNetwork network)
{
    private readonly Dictionary<int, Recording> _running = [];
    private int _started;

    public Recording Start(bool paused, Uri? callbackUri)
    {
        var recording = new Recording(++_started, !paused, network.Now, callbackUri);
        Change(recording);
        return recording;
    }

    public Recording? Find(int number) => _running.GetValueOrDefault(number);

    public Recording? SetActive(int number, bool active)
    {
        if (!_running.TryGetValue(number, out var recording))
            return null;
        if (recording.IsActive != active)
            Change(recording = recording with { IsActive = active });
        return recording;
    }

    public bool Stop(int number)
    {
        if (SetActive(number, active: false) is null)
            return false;
        _running.Remove(number);
        return true;
    }

    public void StopAll()
    {
        foreach (var number in _running.Keys.ToList())
            Stop(number);
    }

    private void Change(Recording recording)
    {
        _running[recording.Number] = recording;
        if (recording.CallbackUri is { } uri)
        {
            call.Tell(
                "RecordingStateChanged", null, told => told with { Recording = recording }, new Operation(null, uri));
        }
    }
}

/// <summary>A recording: which of its call's, whether it runs, since when there is one, and whom to tell.</summary>
internal sealed record Recording(int Number, bool IsActive, DateTimeOffset StartedAt, Uri? CallbackUri);
