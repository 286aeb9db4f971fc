using System.Globalization;
using System.Text.Json;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Records of one kind that outlive the process, in the order of their sequence numbers; without a store nothing is
/// kept and nothing is waited for.
/// </summary>
internal sealed class Journal<TRecord>(IRowStore? store, string table)
    where TRecord : class
{
    private const string Partition = "all";

    public Task WriteAsync(long sequence, TRecord record) => store is null
        ? Task.CompletedTask
        : store.CommitAsync([new RowWrite(table, Partition, RowKey(sequence), Properties(record))]);

    public IEnumerable<TRecord> Read() =>
        store is null ? [] : store.Range(table, Partition).Select(row => Record(row.Properties));

    private static string RowKey(long sequence) => sequence.ToString("D12", CultureInfo.InvariantCulture);

    // One string property, so that the row is an entity like any other to whoever looks at the table.
    private static byte[] Properties(TRecord record) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, string> { ["Record"] = JsonSerializer.Serialize(record, ServiceJson.Records) });

    private static TRecord Record(ReadOnlyMemory<byte> properties)
    {
        var row = JsonSerializer.Deserialize<Dictionary<string, string>>(properties.Span)!;
        return JsonSerializer.Deserialize<TRecord>(row["Record"], ServiceJson.Records)!;
    }
}
