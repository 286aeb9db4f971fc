using System.Buffers;
using System.Globalization;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Rows inserted, changed, deleted, read and queried.</summary>
internal sealed class RowRequests(TableStore store)
{
    private const int MostInPage = 1000;
    private const int LargestPage = 4 * 1024 * 1024;

    // What Azure looks through in the five seconds it gives a page, more or less.
    private const int MostScanned = 100_000;

    public async ValueTask<TableResponse> AnswerAsync(TableRequest request, string method, TablePath path, string root)
    {
        if (method == "GET")
        {
            return path.Resource == TableResource.Row
                ? Get(request, path, root)
                : Query(request, path.Name, root);
        }

        var (operation, body) = Operation(request, method, path);
        var transaction = new RowTransaction(path.Name, [operation]);
        await store.WriteAsync(transaction).ConfigureAwait(false);
        return transaction.Outcome == RowOutcome.Done
            ? Written(request, path, operation, transaction.Versions[0], body, root)
            : TableResponse.Of(TableFailure.Of(transaction.Outcome));
    }

    /// <summary>What a request wants to do to a row.</summary>
    /// <exception cref="TableFailureException">It cannot be done.</exception>
    public static (RowOperation Operation, RowBody? Body) Operation(TableRequest request, string method, TablePath path)
    {
        switch (path.Resource, method)
        {
            case (TableResource.Rows, "POST"):
                var inserted = RowBody.Parse(request.Body.Span);
                if (inserted.PartitionKey is null || inserted.RowKey is null)
                    throw TableFailure.PropertiesNeedValue.AsException();
                return (new RowOperation(
                    RowAction.Insert,
                    RowKeys.Checked(inserted.PartitionKey),
                    RowKeys.Checked(inserted.RowKey),
                    inserted.Properties), inserted);
            case (TableResource.Row, "PUT" or "MERGE" or "PATCH"):
                var body = RowBody.Parse(request.Body.Span);
                if ((body.PartitionKey ?? path.PartitionKey) != path.PartitionKey
                    || (body.RowKey ?? path.RowKey) != path.RowKey)
                {
                    throw TableFailure.InvalidInput.AsException();
                }

                var ifMatch = request.Header("If-Match");
                var action = (method == "PUT", ifMatch is null) switch
                {
                    (true, true) => RowAction.Put,
                    (true, false) => RowAction.Replace,
                    (false, true) => RowAction.PutMerged,
                    (false, false) => RowAction.Merge,
                };
                return (At(path, action, body.Properties, RowVersion.Parse(ifMatch)), body);
            case (TableResource.Row, "DELETE"):
                if (request.Header("If-Match") is not { } required)
                    throw TableFailure.InvalidInput.AsException();
                return (At(path, RowAction.Delete, default, RowVersion.Parse(required)), null);
            default:
                throw TableFailure.MethodNotAllowed.AsException();
        }
    }

    /// <summary>The answer to a write that took place.</summary>
    public static TableResponse Written(
        TableRequest request, TablePath path, in RowOperation operation, long version, RowBody? body, string root)
    {
        if (operation.Action == RowAction.Delete)
            return new TableResponse(204);

        var etag = RowVersion.ETag(version);
        if (operation.Action != RowAction.Insert)
            return new TableResponse(204) { ETag = etag };

        var location = $"{root}/{path.Name}(PartitionKey='{Escaped(body!.PartitionKey!)}',"
            + $"RowKey='{Escaped(body.RowKey!)}')";
        if (request.Header("Prefer") == "return-no-content")
            return new TableResponse(204) { ETag = etag, Location = location, PreferenceApplied = "return-no-content" };

        var format = RowFormat.Of(request, root);
        var row = new RowView(operation.PartitionKey, operation.RowKey, version, operation.Properties.Span);
        return new TableResponse(201)
        {
            ETag = etag,
            Location = location,
            PreferenceApplied = request.Header("Prefer") == "return-content" ? "return-content" : null,
            ContentType = format.ContentType,
            Body = One(format, path.Name, row),
        };
    }

    /// <summary>How many a page may hold.</summary>
    /// <exception cref="TableFailureException"><c>$top</c> is not from 1 to <paramref name="most"/>.</exception>
    public static int Top(TableRequest request, int most)
    {
        if (request.Parameter("$top") is not { } text)
            return most;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0 && top <= most
            ? top
            : throw TableFailure.InvalidInput.AsException();
    }

    /// <summary>One row, or that there is none.</summary>
    public TableResponse Get(TableRequest request, TablePath path, string root)
    {
        var format = RowFormat.Of(request, root);
        TableResponse? answer = null;
        store.Visit(path.Name, KeyBytes.Of(path.PartitionKey), KeyBytes.Of(path.RowKey), row =>
        {
            answer = new TableResponse(200)
            {
                ContentType = format.ContentType,
                ETag = RowVersion.ETag(row.Version),
                Body = One(format, path.Name, row),
            };
            return false;
        });
        return answer ?? TableResponse.Of(
            store.Exists(path.Name) ? TableFailure.ResourceNotFound : TableFailure.TableNotFound);
    }

    /// <summary>A page of the rows that pass the filter, and where the next page begins.</summary>
    public TableResponse Query(TableRequest request, string table, string root)
    {
        var format = RowFormat.Of(request, root);
        var filter = request.Parameter("$filter") is { } text && !string.IsNullOrWhiteSpace(text)
            ? FilterParser.Parse(text)
            : null;
        var most = Top(request, MostInPage);
        var start = Continuation.Start(request);
        if (!store.Exists(table))
            return TableResponse.Of(TableFailure.TableNotFound);

        var output = new ArrayBufferWriter<byte>(4096);
        format.Open(output, table);
        RowFormat.Text(output, "\"value\":[");
        var (count, scanned) = (0, 0);
        (byte[] Partition, byte[] Row)? next = null;
        foreach (var span in filter?.Spans ?? [KeySpan.All])
        {
            if (next is null)
                store.Visit(table, span.Partitions, span.Rows, start, Look);
        }

        RowFormat.Text(output, "]}");
        return new TableResponse(200)
        {
            ContentType = format.ContentType,
            Body = output.WrittenMemory,
            NextPartitionKey = next is { } at ? Continuation.Token(at.Partition) : null,
            NextRowKey = next is { } of ? Continuation.Token(of.Row) : null,
        };

        bool Look(RowView row)
        {
            var full = count >= most || scanned >= MostScanned || output.WrittenCount >= LargestPage;
            scanned++;
            if (full)
            {
                // The next page begins with this row, whether it passes or not.
                next = (row.PartitionKey.ToArray(), row.RowKey.ToArray());
                return false;
            }

            if (filter is not null && !filter.Matches(row))
                return true;
            RowFormat.Text(output, count++ > 0 ? ",{" : "{");
            format.Write(output, table, row);
            RowFormat.Text(output, "}");
            return true;
        }
    }

    private static ReadOnlyMemory<byte> One(RowFormat format, string table, in RowView row)
    {
        var output = new ArrayBufferWriter<byte>(256 + row.Properties.Length);
        format.Open(output, table + "/@Element");
        format.Write(output, table, row);
        output.Write("}"u8);
        return output.WrittenMemory;
    }

    private static RowOperation At(
        TablePath path, RowAction action, ReadOnlyMemory<byte> properties, long? ifVersion) =>
        new(action, RowKeys.Checked(path.PartitionKey), RowKeys.Checked(path.RowKey), properties, ifVersion);

    private static string Escaped(string key) =>
        Uri.EscapeDataString(key.Contains('\'', StringComparison.Ordinal) ? key.Replace("'", "''") : key);
}
