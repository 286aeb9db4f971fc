namespace Switchboard.Callouts;

/// <summary>What became of a contact that was to be there.</summary>
public enum Upsert
{
    /// <summary>It was not there.</summary>
    Created,

    /// <summary>It was there and has changed.</summary>
    Updated,

    /// <summary>It was there as wished.</summary>
    Unchanged,
}
