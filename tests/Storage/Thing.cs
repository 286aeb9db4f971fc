using Azure;
using Switchboard.Storage;

namespace Switchboard.Tests.Storage;

/// <summary>Something to collect.</summary>
public sealed record Thing : ICollected
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string Colour { get; set; } = "";

    public string Size { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset UpdatedAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>What a user might hang on it.</summary>
    public string Data { get; set; } = "{}";

    public IEnumerable<Term> Terms() =>
        [new("colour", Colour), new("size", Size), .. Switchboard.Storage.Terms.Of("data", Document.Read(Data))];

    public IEnumerable<string> UniqueKeys() => [$"name={Name}"];
}
