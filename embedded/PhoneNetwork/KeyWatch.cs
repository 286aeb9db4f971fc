namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// Tells every key as it is pressed, whatever else is going on, from when it is asked to until it is asked to stop. To
/// be used under the network's gate.
/// </summary>
internal sealed class KeyWatch(PhoneCall call)
{
    private Operation? _operation;
    private int _told;

    public bool IsOn => _operation is not null;

    public void Start(Operation operation) => _operation = operation;

    public void Stop(Operation operation)
    {
        if (_operation is null)
            return;
        _operation = null;
        call.Tell("ContinuousDtmfRecognitionStopped", CallResult.Success, null, operation);
    }

    public void Pressed(char key)
    {
        if (_operation is null)
            return;
        var number = ++_told;
        call.Tell(
            "ContinuousDtmfRecognitionToneReceived",
            CallResult.Success,
            told => told with { Tone = key, ToneSequence = number },
            _operation);
    }
}
