namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Why something cannot be done in a call.</summary>
internal enum MediaRefusal
{
    None,

    /// <summary>The call is over, or never was.</summary>
    NotFound,

    /// <summary>The call is not answered yet.</summary>
    NotEstablished,

    /// <summary>Something else is being played or recognized.</summary>
    Busy,

    /// <summary>The call was set up without anything that could read aloud or understand words.</summary>
    NoSpeech,
}
