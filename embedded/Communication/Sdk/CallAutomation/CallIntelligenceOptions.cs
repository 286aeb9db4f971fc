namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What a call needs to read texts aloud and to understand speech.</summary>
public class CallIntelligenceOptions
{
    /// <summary>No options.</summary>
    public CallIntelligenceOptions()
    {
    }

    /// <summary>The Azure AI services resource.</summary>
    public Uri? CognitiveServicesEndpoint { get; set; }
}
