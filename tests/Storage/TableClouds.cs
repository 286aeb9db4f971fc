using Switchboard.Embedded.Tables;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

internal static class TableClouds
{
    /// <summary>A table that nobody else uses.</summary>
    public static async Task<TableClient> NewTableAsync(this ITableCloud cloud)
    {
        var table = new TableServiceClient(cloud.NewConnectionString()).GetTableClient("things");
        await table.CreateAsync();
        return table;
    }
}
