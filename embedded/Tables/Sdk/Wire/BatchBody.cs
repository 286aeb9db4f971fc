using System.Buffers;
using System.Text;
using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

/// <summary>An entity group transaction as a multipart body: a batch of one change set of HTTP requests.</summary>
internal static class BatchBody
{
    public static void Write(Request request, Uri table, IReadOnlyList<TableTransactionAction> actions)
    {
        var batch = "batch_" + Guid.NewGuid();
        var changes = "changeset_" + Guid.NewGuid();
        var root = table.GetLeftPart(UriPartial.Path);
        var head = Encoding.ASCII.GetBytes(
            $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        var body = new ArrayBufferWriter<byte>(512 * (actions.Count + 1));
        Text(body, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        var entity = new ArrayBufferWriter<byte>(512);
        foreach (var action in actions)
        {
            body.Write(head);
            Operation(body, entity, root, action);
        }

        Text(body, $"--{changes}--\r\n\r\n--{batch}--\r\n");
        request.Headers.Add("Content-Type", $"multipart/mixed; boundary={batch}");
        request.Content = new BytesContent(body.WrittenMemory);
    }

    private static void Operation(
        ArrayBufferWriter<byte> body, ArrayBufferWriter<byte> entity, string root, TableTransactionAction action)
    {
        Text(body, action.ActionType switch
        {
            TableTransactionActionType.Add => "POST ",
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "MERGE ",
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT ",
            TableTransactionActionType.Delete => "DELETE ",
            _ => throw new InvalidOperationException($"Unknown request type {action.ActionType}"),
        });
        Text(body, action.ActionType is TableTransactionActionType.Add
            ? root
            : TableWire.RowPath(root, action.Entity.PartitionKey, action.Entity.RowKey));
        body.Write(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        if (action.ActionType is TableTransactionActionType.Add)
            body.Write("Prefer: return-no-content\r\n"u8);
        if (action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace
            or TableTransactionActionType.Delete)
        {
            Text(body, $"If-Match: {(action.ETag == default ? ETag.All : action.ETag).ToString()}\r\n");
        }

        if (action.ActionType is TableTransactionActionType.Delete)
        {
            body.Write("\r\n"u8);
            return;
        }

        entity.ResetWrittenCount();
        EntityJson.Write(entity, action.Entity);
        Text(body, $"Content-Type: application/json\r\nContent-Length: {entity.WrittenCount}\r\n\r\n");
        body.Write(entity.WrittenSpan);
        body.Write("\r\n"u8);
    }

    private static void Text(ArrayBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
