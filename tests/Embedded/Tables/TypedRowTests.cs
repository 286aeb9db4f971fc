using System.Runtime.Serialization;
using Azure;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.Azurite;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Rows as classes of the application.</summary>
public abstract class TypedRowTests(ITableCloud cloud) : TableSuite(cloud)
{
    [Fact]
    public async Task A_class_comes_back_as_it_was()
    {
        var person = new Person
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "Ann",
            Flag = true,
            Number = 5,
            Large = long.MaxValue,
            Real = 4,
            Id = Guid.NewGuid(),
            At = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Since = DateTimeOffset.UtcNow,
            Bytes = [1, 2],
            Data = BinaryData.FromString("data"),
            Mood = Mood.Good,
            MaybeMood = Mood.Bad,
            MaybeNumber = 6,
            MaybeSince = DateTimeOffset.UnixEpoch,
            Ignored = "not stored",
            Renamed = "other",
        };
        await Table.AddEntityAsync(person);

        var read = (await Table.GetEntityAsync<Person>("p", "r")).Value;
        Assert.Equal(person.Text, read.Text);
        Assert.Equal((true, 5, long.MaxValue, 4.0), (read.Flag, read.Number, read.Large, read.Real));
        Assert.Equal((person.Id, person.At, person.Since), (read.Id, read.At, read.Since));
        Assert.Equal(DateTimeKind.Utc, read.At.Kind);
        Assert.Equal(person.Bytes, read.Bytes!);
        Assert.Equal("data", read.Data!.ToString());
        Assert.Equal((Mood.Good, Mood.Bad), (read.Mood, read.MaybeMood));
        Assert.Equal((6, null, DateTimeOffset.UnixEpoch), (read.MaybeNumber, read.Missing, read.MaybeSince));
        Assert.Equal((null, "other"), (read.Ignored, read.Renamed));
        Assert.NotEqual(default, read.ETag);
        Assert.NotNull(read.Timestamp);

        var raw = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("Good", "other"), (raw.GetString("Mood"), raw.GetString("alias")));
        Assert.False(raw.ContainsKey("Missing") || raw.ContainsKey("Ignored") || raw.ContainsKey("Renamed"));
        Assert.Equal("Ann!", raw.GetString("Computed"));
    }

    [Fact]
    public async Task A_moment_must_say_that_it_is_utc() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(
            new Person { PartitionKey = "p", RowKey = "r", At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) }));

    [Fact]
    public async Task Predicates_are_evaluated_by_the_service()
    {
        var now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 5; i++)
        {
            await Table.AddEntityAsync(new Person
            {
                PartitionKey = "p",
                RowKey = $"r{i}",
                Number = i,
                Large = i,
                Real = i / 2.0,
                Text = $"t'{i}",
                Flag = i % 2 == 0,
                Mood = i < 2 ? Mood.Bad : Mood.Good,
                Since = now.AddDays(i),
                Renamed = $"x{i}",
                MaybeNumber = i == 3 ? 3 : null,
            });
        }

        var from = "r1";
        var mood = Mood.Good;
        var limit = new { Text = "t'2" };
        await Expect("r1 r2 r3 r4", person => person.PartitionKey == "p" && person.RowKey.CompareTo(from) >= 0);
        await Expect("r0", person => string.Compare(person.RowKey, from) < 0);
        await Expect("r2", person => person.Text == limit.Text);
        await Expect("r0 r1 r3 r4", person => person.Text != limit.Text);
        await Expect("r2 r3 r4", person => person.Mood == mood);
        await Expect("r2 r3 r4", person => person.Mood == Mood.Good);
        await Expect("r0 r2 r4", person => person.Flag);
        await Expect("r1 r3", person => !person.Flag);
        await Expect("r0 r4", person => person.Number < 1 || person.Number > 3);
        await Expect("r3 r4", person => person.Large >= 3);
        await Expect("r3", person => person.Real > 1 && !(person.Real >= 2));
        await Expect("r3 r4", person => person.Since > now.AddDays(2));
        await Expect("r4", person => person.Since >= new DateTimeOffset(2026, 5, 5, 0, 0, 0, TimeSpan.Zero));
        await Expect("r2", person => person.Renamed == "x2");
        await Expect("r3", person => person.MaybeNumber == 3);
        await Expect("r3", person => person.MaybeNumber!.Value >= 3);
        await Expect("r1", person => person.Renamed!.Equals("x1"));
    }

    [Fact]
    public void A_predicate_the_service_cannot_evaluate_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Person>(person => person.Text!.StartsWith("x")));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Person>(
            person => string.Equals(person.Text, "x", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Interpolated_values_are_quoted()
    {
        var name = "O'Hara";
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(
            "Name eq 'O''Hara' and N gt 5 and L eq 6L and F eq true and D eq 1.5 and W eq 2.0",
            TableClient.CreateQueryFilter($"Name eq {name} and N gt {5} and L eq {6L} and F eq {true} and D eq {1.5} and W eq {2.0}"));
        Assert.Equal(
            "At ge datetime'2026-01-02T03:04:05.0000000Z' and G eq guid'00000000-0000-0000-0000-000000000000' and B eq X'01ff'",
            TableClient.CreateQueryFilter($"At ge {at} and G eq {Guid.Empty} and B eq {new byte[] { 1, 255 }}"));
    }

    private async Task Expect(string keys, System.Linq.Expressions.Expression<Func<Person, bool>> filter)
    {
        var found = new List<string>();
        await foreach (var person in Table.QueryAsync(filter))
            found.Add(person.RowKey);
        Assert.Equal(keys, string.Join(' ', found));
    }

    public enum Mood
    {
        Bad,
        Good,
    }

    public sealed class Person : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }

        public bool Flag { get; set; }

        public int Number { get; set; }

        public long Large { get; set; }

        public double Real { get; set; }

        public Guid Id { get; set; }

        public DateTime At { get; set; } = DateTime.UnixEpoch;

        public DateTimeOffset Since { get; set; } = DateTimeOffset.UnixEpoch;

        public byte[]? Bytes { get; set; }

        public BinaryData? Data { get; set; }

        public Mood Mood { get; set; }

        public Mood? MaybeMood { get; set; }

        public int? MaybeNumber { get; set; }

        public int? Missing { get; set; }

        public DateTimeOffset? MaybeSince { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }

        [DataMember(Name = "alias")]
        public string? Renamed { get; set; }

        public string Computed => Text + "!";
    }
}

public sealed class TypedRowsInProcess(InProcessTables cloud) : TypedRowTests(cloud), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class TypedRowsOnAzurite(AzuriteServer azurite) : TypedRowTests(new AzuriteTables(azurite));
