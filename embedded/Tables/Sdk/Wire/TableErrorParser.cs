using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Switchboard.Embedded.Tables;

/// <summary>Reads the code and the message out of the Table service's error bodies.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static readonly TableErrorParser Instance = new();

    private TableErrorParser()
    {
    }

    public override bool TryParse(
        Response response,
        [NotNullWhen(true)] out ResponseError? error,
        out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (response.ContentStream is not { CanSeek: true } body || body.Length == 0)
            return false;

        try
        {
            body.Position = 0;
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("odata.error", out var details))
            {
                return false;
            }

            error = new ResponseError(
                details.GetProperty("code").GetString(),
                details.TryGetProperty("message", out var message) ? message.GetProperty("value").GetString() : null);
            return true;
        }
        catch (JsonException)
        {
            // Not the service's own: a proxy's page, say. The exception then carries the raw body.
            return false;
        }
        finally
        {
            body.Position = 0;
        }
    }
}
