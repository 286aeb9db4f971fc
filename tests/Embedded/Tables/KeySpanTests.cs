using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Tables;

/// <summary>Which rows a filter has looked at: rows that are asked for by their keys are found without a scan.</summary>
public sealed class KeySpanTests
{
    [Theory]
    [InlineData("PartitionKey eq 'a' and RowKey eq '1'", "a/1")]
    [InlineData("(PartitionKey eq 'c' and RowKey eq '5') or (PartitionKey eq 'a' and RowKey eq '1')", "a/1 c/5")]
    [InlineData("PartitionKey eq 'a' and (RowKey eq '3' or RowKey eq '1' or RowKey eq '3')", "a/1 a/3")]
    [InlineData("(PartitionKey eq 'a' or PartitionKey eq 'b') and (RowKey eq '1' or RowKey eq '2')", "a/1 a/2 b/1 b/2")]
    [InlineData("PartitionKey eq 'a' and (RowKey eq '1' or (RowKey ge '2' and RowKey lt '4')) and N gt 5", "a/1 a/2..4")]
    [InlineData("PartitionKey eq 'a' and (RowKey lt '3' or (RowKey ge '2' and RowKey lt '4'))", "a/..4")]
    [InlineData("PartitionKey eq 'a' or PartitionKey eq 'b'", "a b")]
    [InlineData("PartitionKey eq 'a' and RowKey gt '2' and RowKey lt '1'", "")]
    [InlineData("(PartitionKey eq 'a' and RowKey eq '1') or PartitionKey ge 'b'", "a..")]
    [InlineData("(PartitionKey eq 'a' and RowKey eq '1') or N eq 1", "..")]
    [InlineData("not (PartitionKey eq 'a')", "..")]
    public void A_filter_leads_to_the_rows_that_it_names(string filter, string spans) =>
        Assert.Equal(spans, string.Join(' ', FilterParser.Parse(filter).Spans.Select(Text)));

    private static string Text(KeySpan span)
    {
        var partitions = Text(span.Partitions);
        return span.Partitions.IsPoint && span.Rows != KeyRange.All ? $"{partitions}/{Text(span.Rows)}" : partitions;
    }

    private static string Text(KeyRange range) => range.IsPoint
        ? KeyBytes.Text(range.From)
        : $"{KeyBytes.Text(range.From)}..{(range.To == KeyBytes.End ? "" : KeyBytes.Text(range.To))}";
}
