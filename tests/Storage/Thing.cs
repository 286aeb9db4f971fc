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

    public IEnumerable<string> Terms() => [$"colour={Colour}", $"size={Size}"];

    public IEnumerable<string> UniqueKeys() => [$"name={Name}"];
}
