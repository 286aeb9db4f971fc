using Switchboard.Embedded.Tables.Service;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Where the suite runs: each asking gets an account of its own.</summary>
public interface ITableCloud
{
    string NewConnectionString();
}

/// <summary>The Table service of this process, in memory.</summary>
public sealed class InProcessTables : ITableCloud, IDisposable
{
    private readonly List<IDisposable> _opened = [];

    public string NewConnectionString()
    {
        var store = TableStore.OpenMemory(TimeProvider.System);
        var service = new TableService(store);
        lock (_opened)
            _opened.AddRange([service, store]);
        return service.ConnectionString;
    }

    public void Dispose() => _opened.ForEach(opened => opened.Dispose());
}

/// <summary>Azurite.</summary>
public sealed class AzuriteTables(AzuriteServer azurite) : ITableCloud
{
    public string NewConnectionString() => azurite.NewConnectionString();
}
