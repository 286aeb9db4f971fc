namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Keys are waited for.</summary>
public class StartRecognizingCallMediaResult
{
    internal StartRecognizingCallMediaResult()
    {
    }
}
