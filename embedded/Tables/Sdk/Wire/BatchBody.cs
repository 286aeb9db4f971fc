using System.Buffers;
using System.Text;
using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

/// <summary>An entity group transaction as a multipart body: a batch of one change set of HTTP requests.</summary>
internal static class BatchBody
{
    private const string Common = "Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n";

    public static void Write(Request request, Uri table, IReadOnlyList<TableTransactionAction> actions)
    {
        var batch = "batch_" + Guid.NewGuid();
        var changes = "changeset_" + Guid.NewGuid();
        var root = table.GetLeftPart(UriPartial.Path);
        var head = $"--{changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";

        // Most operations are inserts, and of these nothing but the entity differs.
        var insert = Encoding.UTF8.GetBytes(
            $"{head}POST {root} HTTP/1.1\r\n{Common}Prefer: return-no-content\r\n");
        var body = new PooledBuffer(640 * (actions.Count + 1));
        Text(body, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        using var entity = new PooledBuffer(512);
        foreach (var action in actions)
        {
            if (action.ActionType is TableTransactionActionType.Add)
                body.Write(insert);
            else
                Head(body, head, root, action);
            Entity(body, entity, action);
        }

        Text(body, $"--{changes}--\r\n\r\n--{batch}--\r\n");
        request.Headers.Add("Content-Type", $"multipart/mixed; boundary={batch}");
        request.Content = new BytesContent(body.Written, body);
    }

    private static void Head(PooledBuffer body, string head, string root, TableTransactionAction action)
    {
        var method = action.ActionType switch
        {
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "MERGE",
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT",
            TableTransactionActionType.Delete => "DELETE",
            _ => throw new InvalidOperationException($"Unknown request type {action.ActionType}"),
        };
        var path = TableWire.RowPath(root, action.Entity.PartitionKey, action.Entity.RowKey);
        Text(body, $"{head}{method} {path} HTTP/1.1\r\n{Common}");
        if (action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace
            or TableTransactionActionType.Delete)
        {
            Text(body, $"If-Match: {(action.ETag == default ? ETag.All : action.ETag).ToString()}\r\n");
        }
    }

    private static void Entity(PooledBuffer body, PooledBuffer entity, TableTransactionAction action)
    {
        if (action.ActionType is TableTransactionActionType.Delete)
        {
            body.Write("\r\n"u8);
            return;
        }

        entity.Clear();
        EntityJson.Write(entity, action.Entity);
        Text(body, $"Content-Type: application/json\r\nContent-Length: {entity.Written.Length}\r\n\r\n");
        body.Write(entity.Written.Span);
        body.Write("\r\n"u8);
    }

    private static void Text(PooledBuffer body, string text) => Encoding.UTF8.GetBytes(text, body);
}
