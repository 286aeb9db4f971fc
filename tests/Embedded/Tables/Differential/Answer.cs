using System.Globalization;
using Azure;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>What a service made of an operation: its status and code, and the rows it gave in order.</summary>
internal sealed record Answer(string Outcome, IReadOnlyList<TableEntity> Rows)
{
    public static Answer Of(Response response) =>
        new(response.Status.ToString(CultureInfo.InvariantCulture), []);

    public static Answer Of(RequestFailedException failure)
    {
        var index = (failure as TableTransactionFailedException)?.FailedTransactionActionIndex;
        return new($"{failure.Status} {failure.ErrorCode}{(index is null ? "" : $" at {index}")}", []);
    }

    public static Answer Of(IEnumerable<TableEntity> rows) => new("200", [.. rows]);

    /// <summary>The keys of a row.</summary>
    public static (string Partition, string Row) Key(TableEntity row) => (row.PartitionKey, row.RowKey);

    /// <summary>A row's properties with their types; what is null and what is not there are one.</summary>
    public static string Text(TableEntity row) => string.Join(' ', row
        .Where(property => property.Value is not null && property.Key is not ("odata.etag" or "Timestamp"))
        .OrderBy(property => property.Key, StringComparer.Ordinal)
        .Select(property => $"{property.Key}:{Text(property.Value)}"));

    public override string ToString() => string.Join("\n    ", [Outcome, .. Rows.Select(Text)]);

    private static string Text(object value) => value switch
    {
        byte[] bytes => $"Binary {Convert.ToHexString(bytes)}",
        DateTimeOffset moment => $"DateTime {moment:O}",
        double number => $"Double {number.ToString("R", CultureInfo.InvariantCulture)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
    };
}
