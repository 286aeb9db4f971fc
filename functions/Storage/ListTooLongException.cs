namespace Switchboard.Storage;

/// <summary>
/// A list that would have to be read as a whole to be sorted or filtered, because there is no index for it, and that is
/// too long for that.
/// </summary>
public sealed class ListTooLongException() : Exception(
    $"is too long to be sorted or filtered in this way (maximum is {Longest}): narrow it by other filters")
{
    /// <summary>The longest list that is read as a whole.</summary>
    public const int Longest = 10_000;
}
