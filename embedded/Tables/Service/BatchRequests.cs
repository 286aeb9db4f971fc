using System.Buffers;
using System.Globalization;
using System.Text;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Entity group transactions, and batches of one query.</summary>
internal sealed class BatchRequests(TableStore store, RowRequests rows, Func<string, TablePath> locate)
{
    private const int MostOperations = 100;

    public async ValueTask<TableResponse> AnswerAsync(TableRequest request, string root)
    {
        if (request.Method != "POST")
            return TableResponse.Of(TableFailure.MethodNotAllowed);
        if (request.Header("Content-Type")?.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase) != true)
            return TableResponse.Of(TableFailure.MediaTypeNotSupported);

        List<Part> parts;
        try
        {
            parts = Multipart.HttpParts(request.Body).ConvertAll(part => new Part(part, request));
        }
        catch (FormatException)
        {
            return TableResponse.Of(TableFailure.InvalidInput);
        }

        if (parts.Count == 0)
            return TableResponse.Of(TableFailure.InvalidInput);
        if (parts.Any(part => part.Method == "GET"))
        {
            return parts.Count == 1
                ? Answer([Read(parts[0], root)], changes: false)
                : TableResponse.Of(TableFailure.InvalidInput);
        }

        return await ChangeAsync(parts, root).ConfigureAwait(false);
    }

    private async ValueTask<TableResponse> ChangeAsync(List<Part> parts, string root)
    {
        if (parts.Count > MostOperations)
        {
            return Refusal(
                new TableFailure(
                    400,
                    "InvalidInput",
                    "The batch request operation exceeds the maximum 100 changes per change set."),
                MostOperations - 1);
        }

        EmbeddedMeter.TransactionRows.Add(parts.Count);
        var operations = new RowOperation[parts.Count];
        var bodies = new RowBody?[parts.Count];
        var paths = new TablePath[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            try
            {
                // One insert is at the same path as the next.
                paths[i] = i > 0 && parts[i].Path == parts[i - 1].Path ? paths[i - 1] : locate(parts[i].Path);
                (operations[i], bodies[i]) = RowRequests.Operation(parts[i], parts[i].Method, paths[i]);
                Check(operations, paths, i);
            }
            catch (TableFailureException failure)
            {
                return Refusal(failure.Failure, i);
            }
        }

        var transaction = new RowTransaction(paths[0].Name, operations);
        await store.WriteAsync(transaction).ConfigureAwait(false);
        if (transaction.Outcome != RowOutcome.Done)
            return Refusal(TableFailure.Of(transaction.Outcome), transaction.FailedAt);

        var answers = new TableResponse[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            answers[i] = RowRequests.Written(
                parts[i], paths[i], operations[i], transaction.Versions[i], bodies[i], root);
        }

        return Answer(answers, changes: true);
    }

    // All of one table and partition, each row once.
    private static void Check(RowOperation[] operations, TablePath[] paths, int last)
    {
        var added = operations[last];
        if (!string.Equals(paths[last].Name, paths[0].Name, StringComparison.OrdinalIgnoreCase))
            throw TableFailure.InvalidInput.AsException();
        if (!added.PartitionKey.AsSpan().SequenceEqual(operations[0].PartitionKey))
            throw TableFailure.DifferentPartitions.AsException();
        for (var i = 0; i < last; i++)
        {
            if (operations[i].RowKey.AsSpan().SequenceEqual(added.RowKey))
                throw TableFailure.InvalidDuplicateRow.AsException();
        }
    }

    private TableResponse Read(Part part, string root)
    {
        try
        {
            var path = locate(part.Path);
            return path.Resource switch
            {
                TableResource.Row => rows.Get(part, path, root),
                TableResource.Rows => rows.Query(part, path.Name, root),
                _ => TableResponse.Of(TableFailure.InvalidInput),
            };
        }
        catch (TableFailureException failure)
        {
            return TableResponse.Of(failure.Failure);
        }
    }

    private static TableResponse Refusal(TableFailure failure, int index) =>
        Answer([TableResponse.Of(failure, index)], changes: true);

    private static TableResponse Answer(TableResponse[] answers, bool changes)
    {
        var batch = $"batchresponse_{Guid.NewGuid()}";
        var set = $"changesetresponse_{Guid.NewGuid()}";
        var output = new ArrayBufferWriter<byte>(512 * (answers.Length + 1));
        var head = Encoding.ASCII.GetBytes(
            (changes ? $"--{set}\r\n" : "") + "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        RowFormat.Text(output, $"--{batch}\r\n");
        if (changes)
            RowFormat.Text(output, $"Content-Type: multipart/mixed; boundary={set}\r\n\r\n");
        var line = new StringBuilder();
        foreach (var answer in answers)
        {
            output.Write(head);
            line.Clear().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {answer.ReasonPhrase}\r\n");
            foreach (var header in answer.Headers())
                line.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
            foreach (var chunk in line.Append("\r\n").GetChunks())
                Encoding.UTF8.GetBytes(chunk.Span, output);
            output.Write(answer.Body.Span);
            output.Write("\r\n"u8);
        }

        RowFormat.Text(output, changes ? $"--{set}--\r\n--{batch}--\r\n" : $"--{batch}--\r\n");
        return new TableResponse(202)
        {
            ContentType = $"multipart/mixed; boundary={batch}",
            Body = output.WrittenMemory,
        };
    }

    /// <summary>One of the requests in a batch.</summary>
    private sealed class Part : TableRequest
    {
        private readonly HttpPart _part;
        private readonly TableRequest _batch;

        public Part(HttpPart part, TableRequest batch)
        {
            // POST http://host/account/Table HTTP/1.1
            var words = part.StartLine.Split(' ');
            if (words.Length != 3)
                throw new FormatException("A request line has three parts.");
            _part = part;
            _batch = batch;
            Method = words[0];
            var question = words[1].IndexOf('?', StringComparison.Ordinal);
            Path = question < 0 ? words[1] : words[1][..question];
            Query = question < 0 ? "" : words[1][(question + 1)..];
        }

        public override string Method { get; }

        public override string Path { get; }

        public override string Query { get; }

        public override ReadOnlyMemory<byte> Body => _part.Body;

        public override string? Header(string name) => name == "Host" ? _batch.Header(name) : _part.Header(name);
    }
}
