namespace Switchboard.Callouts;

/// <summary>The states of a callout, unchanged since Somleng SCFM's first version.</summary>
public enum CalloutStatus
{
    /// <summary>Created, never started.</summary>
    Initialized,

    /// <summary>Calls are made as long as somebody remains to be called.</summary>
    Running,

    /// <summary>No calls are made for now.</summary>
    Paused,

    /// <summary>No calls are made; it can be resumed all the same.</summary>
    Stopped,
}
