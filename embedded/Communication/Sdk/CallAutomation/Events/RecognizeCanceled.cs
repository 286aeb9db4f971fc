namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Recognizing was ended by a request.</summary>
public class RecognizeCanceled : CallAutomationEventBase
{
    internal RecognizeCanceled()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static RecognizeCanceled Deserialize(string content) => Read(content, _ => new RecognizeCanceled());
}
