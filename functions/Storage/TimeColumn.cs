namespace Switchboard.Storage;

/// <summary>The two columns of time that every thing has.</summary>
public enum TimeColumn
{
    /// <summary>When it was created.</summary>
    Created,

    /// <summary>When it was last changed.</summary>
    Updated,
}
