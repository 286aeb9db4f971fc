namespace Switchboard.Embedded.Tables;

/// <summary>What a write does with the properties the row has and the entity has not.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
