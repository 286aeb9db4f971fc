using Azure.Core;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Storage;

internal static class TableClouds
{
    /// <summary>A table that nobody else uses.</summary>
    public static Task<TableClient> NewTableAsync(this ITableCloud cloud) => NewTableAsync(cloud, new TableClientOptions());

    /// <summary>A table that loses the answers to some of its transactions, counted from 1: to the first, if none is named.</summary>
    public static Task<TableClient> NewLossyTableAsync(this ITableCloud cloud, params int[] lost)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(new LostAnswer(lost is [] ? [1] : lost), HttpPipelinePosition.PerRetry);
        return NewTableAsync(cloud, options);
    }

    /// <summary>A table, and how many requests its client made.</summary>
    public static async Task<(TableClient Table, RequestCount Requests)> NewCountedTableAsync(this ITableCloud cloud)
    {
        var requests = new RequestCount();
        var options = new TableClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        return (await NewTableAsync(cloud, options), requests);
    }

    private static async Task<TableClient> NewTableAsync(ITableCloud cloud, TableClientOptions options)
    {
        var table = new TableClient(cloud.NewConnectionString(), "Things", options);
        await table.CreateAsync();
        return table;
    }
}
