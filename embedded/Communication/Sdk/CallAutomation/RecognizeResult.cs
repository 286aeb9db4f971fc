namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What was recognized.</summary>
public abstract class RecognizeResult
{
    /// <summary>For the kinds of results.</summary>
    protected RecognizeResult()
    {
    }

    /// <summary>Which kind of result it is.</summary>
    public abstract RecognizeResultType ResultType { get; }
}
