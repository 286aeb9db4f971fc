namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What was under way is being ended.</summary>
public class CancelAllMediaOperationsResult
{
    internal CancelAllMediaOperationsResult()
    {
    }
}
