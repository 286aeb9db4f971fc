namespace Switchboard.Storage;

/// <summary>What a change writes into one place of a row that several things share (<see cref="SharedRows{T}"/>).</summary>
/// <param name="RowKey">The row.</param>
/// <param name="Place">The place.</param>
/// <param name="Head">The head of the thing; empty where it goes away.</param>
/// <param name="Body">The body of the thing.</param>
/// <param name="Version">The version of the row in which the thing was read; none for a new thing, whose place must be free.</param>
/// <param name="Thing">The thing; once it is written it carries the new version of its row.</param>
internal sealed record PlaceEdit(string RowKey, int Place, string Head, string Body, ETag Version, ITableEntity Thing)
{
    /// <summary>Whether it is about a new thing.</summary>
    public bool IsNew => Version == default;

    /// <summary>Whether the thing goes away.</summary>
    public bool Clears => Head.Length == 0;
}
