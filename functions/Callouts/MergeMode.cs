namespace Switchboard.Callouts;

/// <summary>How metadata that a request sends meet those that are there.</summary>
public enum MergeMode
{
    /// <summary>They take their place.</summary>
    Replace,

    /// <summary>Each of their keys takes the place of the same key.</summary>
    Merge,

    /// <summary>As <see cref="Merge"/>, and so on inside of objects that both have.</summary>
    DeepMerge,
}
