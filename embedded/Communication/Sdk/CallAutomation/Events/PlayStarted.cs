namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Playing began.</summary>
public class PlayStarted : CallAutomationEventBase
{
    internal PlayStarted()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static PlayStarted Deserialize(string content) => Read(content, _ => new PlayStarted());
}
