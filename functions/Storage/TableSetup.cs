namespace Switchboard.Storage;

/// <summary>Makes the tables.</summary>
internal sealed class TableSetup(Tables tables) : BeforeFunctions
{
    public override Task StartingAsync(CancellationToken cancellationToken) => tables.CreateAsync(cancellationToken);
}
