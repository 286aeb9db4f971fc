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
    private const int Page = 1_000;

    /// <summary>Whether anything is kept.</summary>
    public bool Keeps => store is not null;

    public Task WriteAsync(long sequence, TRecord record) => store is null
        ? Task.CompletedTask
        : store.CommitAsync([new RowWrite(table, Partition, RowKey(sequence), Properties(record))]);

    /// <summary>The record of a sequence number, or null.</summary>
    public TRecord? Find(long sequence) =>
        store?.Get(table, Partition, RowKey(sequence)) is { } row ? Record(row.Properties) : null;

    /// <summary>All of them, read from the store bit by bit: there may be many.</summary>
    public IEnumerable<TRecord> Read()
    {
        if (store is null)
            yield break;
        var from = "";
        while (true)
        {
            var rows = store.Range(table, Partition, from, limit: Page);
            foreach (var row in rows)
                yield return Record(row.Properties);
            if (rows.Count < Page)
                yield break;
            from = rows[^1].RowKey + '\0';
        }
    }

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
