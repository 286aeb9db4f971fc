using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Tables made, listed and deleted.</summary>
internal sealed class TableRequests(TableStore store, AccountRequests accounts)
{
    private const int MostInPage = 1000;

    public async ValueTask<TableResponse> AnswerAsync(TableRequest request, string method, TablePath path, string root) =>
        (path.Resource, method) switch
        {
            (TableResource.Tables, "GET") => List(request, root),
            (TableResource.Tables, "POST") => await CreateAsync(request, root).ConfigureAwait(false),
            (TableResource.Table, "DELETE") => await DeleteAsync(path.Name).ConfigureAwait(false),
            (TableResource.Table, "GET") => One(request, path.Name, root),
            _ => TableResponse.Of(TableFailure.MethodNotAllowed),
        };

    private async ValueTask<TableResponse> CreateAsync(TableRequest request, string root)
    {
        var format = RowFormat.Of(request, root);
        var name = NameIn(request.Body);
        RowKeys.CheckTable(name);
        var creation = new TableCreation(name);
        await store.WriteAsync(creation).ConfigureAwait(false);
        if (creation.Existed)
            return TableResponse.Of(TableFailure.TableAlreadyExists);

        var location = $"{root}/Tables('{name}')";
        if (request.Header("Prefer") == "return-no-content")
            return new TableResponse(204) { Location = location, PreferenceApplied = "return-no-content" };

        return new TableResponse(201)
        {
            Location = location,
            ContentType = format.ContentType,
            PreferenceApplied = request.Header("Prefer") == "return-content" ? "return-content" : null,
            Body = Item(format, name),
        };
    }

    private async ValueTask<TableResponse> DeleteAsync(string name)
    {
        if (name.StartsWith('$'))
            return TableResponse.Of(TableFailure.ResourceNotFound);
        var deletion = new TableDeletion(name);
        await store.WriteAsync(deletion).ConfigureAwait(false);
        await accounts.ForgetAsync(name).ConfigureAwait(false);
        return deletion.Existed ? new TableResponse(204) : TableResponse.Of(TableFailure.ResourceNotFound);
    }

    private TableResponse One(TableRequest request, string name, string root)
    {
        var format = RowFormat.Of(request, root);
        return store.Exists(name)
            ? new TableResponse(200) { ContentType = format.ContentType, Body = Item(format, store.NameOf(name)) }
            : TableResponse.Of(TableFailure.ResourceNotFound);
    }

    private TableResponse List(TableRequest request, string root)
    {
        var format = RowFormat.Of(request, root);
        var filter = request.Parameter("$filter") is { Length: > 0 } text ? FilterParser.Parse(text) : null;
        var most = RowRequests.Top(request, MostInPage);
        var from = request.Parameter("NextTableName");
        // The service's own begin with a dollar, and are not told of, as on Azure.
        var names = store.Tables.Where(name => name[0] != '$')
            .Where(name => from is null || string.Compare(name, from, StringComparison.OrdinalIgnoreCase) >= 0)
            .Where(name => filter is null || filter.Matches(name))
            .Take(most + 1)
            .ToList();

        var output = new ArrayBufferWriter<byte>();
        format.Open(output, "Tables");
        RowFormat.Text(output, "\"value\":[");
        RowFormat.Text(output, string.Join(',', names.Take(most).Select(name => $"{{\"TableName\":\"{name}\"}}")));
        RowFormat.Text(output, "]}");
        return new TableResponse(200)
        {
            ContentType = format.ContentType,
            NextTableName = names.Count > most ? names[^1] : null,
            Body = output.WrittenMemory,
        };
    }

    private static ReadOnlyMemory<byte> Item(RowFormat format, string name)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Open(output, "Tables/@Element");
        RowFormat.Text(output, string.Create(CultureInfo.InvariantCulture, $"\"TableName\":\"{name}\"}}"));
        return output.WrittenMemory;
    }

    private static string NameIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("TableName", out var name)
                && name.ValueKind == JsonValueKind.String
                ? name.GetString()!
                : throw TableFailure.InvalidInput.AsException();
        }
        catch (JsonException)
        {
            throw TableFailure.InvalidInput.AsException();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape.
            throw TableFailure.InvalidInput.AsException();
        }
    }
}
