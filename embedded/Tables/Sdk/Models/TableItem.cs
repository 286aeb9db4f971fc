namespace Switchboard.Embedded.Tables.Models;

/// <summary>A table of an account.</summary>
public class TableItem
{
    /// <summary>A table called <paramref name="name"/>.</summary>
    public TableItem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }
}
