namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Which keys to wait for.</summary>
public class CallMediaRecognizeDtmfOptions : CallMediaRecognizeOptions
{
    /// <summary>Waits until <paramref name="targetParticipant"/> has pressed so many keys.</summary>
    public CallMediaRecognizeDtmfOptions(CommunicationIdentifier targetParticipant, int maxTonesToCollect)
        : base(RecognizeInputType.Dtmf, targetParticipant) => MaxTonesToCollect = maxTonesToCollect;

    /// <summary>How many keys end the recognition.</summary>
    public int MaxTonesToCollect { get; }

    /// <summary>How long to wait for the next key: 2 seconds; 1 to 60, in whole seconds.</summary>
    public TimeSpan InterToneTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Keys that end the recognition.</summary>
    public IList<DtmfTone>? StopTones { get; set; } = [];
}
