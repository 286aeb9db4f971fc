using System.Text.Json;
using Azure;
using Switchboard.Storage;

namespace Switchboard.Tests.Storage;

/// <summary>Something to collect.</summary>
public sealed record Thing : ICollected
{
    /// <summary>How ten things lie in one row.</summary>
    public static readonly Packing<Thing> Packing = new(thing => thing.Head(), thing => thing.Data, Read);

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

    public string? Stamp { get; set; }

    /// <summary>What a user might hang on it.</summary>
    public string Data { get; set; } = "{}";

    public IEnumerable<Term> Terms() =>
        [new("colour", Colour), new("size", Size), .. Switchboard.Storage.Terms.OfDocument("data", Data)];

    public IEnumerable<string> UniqueKeys() => [$"name={Name}"];

    private string Head() => JsonSerializer.Serialize<object[]>([Name, Colour, Size, CreatedAt.UtcTicks, UpdatedAt.UtcTicks, Stamp!]);

    private static Thing Read(long id, string head, string data)
    {
        var values = JsonDocument.Parse(head).RootElement;
        return new Thing
        {
            Id = id,
            Name = values[0].GetString()!,
            Colour = values[1].GetString()!,
            Size = values[2].GetString()!,
            CreatedAt = new DateTimeOffset(values[3].GetInt64(), TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(values[4].GetInt64(), TimeSpan.Zero),
            Stamp = values[5].GetString(),
            Data = data,
        };
    }
}
