namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Playing was ended by a request.</summary>
public class PlayCanceled : CallAutomationEventBase
{
    internal PlayCanceled()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static PlayCanceled Deserialize(string content) => Read(content, _ => new PlayCanceled());
}
