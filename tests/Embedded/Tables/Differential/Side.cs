using Azure;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>What a write expects of the row it finds.</summary>
internal enum Expectation
{
    Anything,
    LastSeen,
    Outdated,
}

/// <summary>One of the two services, with the versions of rows that it has given out.</summary>
internal sealed class Side(string connectionString)
{
    private static readonly ETag NeverGiven = new("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"");

    private readonly Dictionary<(string, string, string), List<ETag>> _versions = [];

    public TableServiceClient Account { get; } =
        new(connectionString, new TableClientOptions { Retry = { MaxRetries = 0 } });

    public TableClient Table(string name) => Account.GetTableClient(name);

    public void Saw(string table, ITableEntity row, ETag? version)
    {
        if (version is not { } seen)
            return;
        var key = (table, row.PartitionKey, row.RowKey);
        if (!_versions.TryGetValue(key, out var versions))
            _versions[key] = versions = [];
        versions.Add(seen);
    }

    public ETag ETag(Expectation expectation, string table, ITableEntity row)
    {
        if (expectation == Expectation.Anything)
            return Azure.ETag.All;
        if (!_versions.TryGetValue((table, row.PartitionKey, row.RowKey), out var versions))
            return NeverGiven;

        // Writes within one millisecond have the same version on Azurite: what is outdated must not be current too.
        return expectation == Expectation.LastSeen
            ? versions[^1]
            : versions.FindLast(version => version != versions[^1]) is var older && older == default
                ? NeverGiven
                : older;
    }
}
