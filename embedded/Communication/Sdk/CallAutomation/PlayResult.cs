namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Something is being played.</summary>
public class PlayResult
{
    internal PlayResult()
    {
    }
}
