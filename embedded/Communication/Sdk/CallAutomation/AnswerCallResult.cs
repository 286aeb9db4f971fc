namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call that was answered.</summary>
public class AnswerCallResult
{
    internal AnswerCallResult(CallConnection callConnection, CallConnectionProperties callConnectionProperties)
    {
        CallConnection = callConnection;
        CallConnectionProperties = callConnectionProperties;
    }

    /// <summary>The call, for controlling it.</summary>
    public CallConnection CallConnection { get; }

    /// <summary>What the service knows of it.</summary>
    public CallConnectionProperties CallConnectionProperties { get; }
}
