namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What to record.</summary>
public class StartRecordingOptions
{
    /// <summary>Records a call.</summary>
    public StartRecordingOptions(string callConnectionId)
    {
        ArgumentNullException.ThrowIfNull(callConnectionId);
        CallConnectionId = callConnectionId;
    }

    /// <summary>Records a call.</summary>
    public StartRecordingOptions(CallLocator callLocator)
    {
        ArgumentNullException.ThrowIfNull(callLocator);
        CallLocator = callLocator;
    }

    /// <summary>Whether it waits to be resumed.</summary>
    public bool PauseOnStart { get; set; }

    /// <summary>Who is told whether it runs.</summary>
    public Uri? RecordingStateCallbackUri { get; set; }

    internal string? CallConnectionId { get; }

    internal CallLocator? CallLocator { get; }
}
