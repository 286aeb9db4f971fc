using System.Text.Json.Nodes;

namespace Switchboard.Http;

/// <summary>
/// Reading requests of the tickets family. Bodies are JSON whatever type they are sent with, and a comma may follow the
/// last member, as in the reference's own example of closing a ticket.
/// </summary>
public static class TicketRequest
{
    private const int BodyLimit = 256 * 1024;

    /// <summary>Reads the body's parameters.</summary>
    /// <exception cref="RequestRejectedException">400 or 413: it is no JSON object, or too long.</exception>
    public static async ValueTask<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync(request, BodyLimit, cancellation);
        return JsonBody.Parse(body.Span, allowTrailingCommas: true);
    }

    /// <summary>Reads the parameters of the query.</summary>
    public static JsonObject Query(HttpRequest request) => RackForm.Parse(request.QueryString.Value ?? "");

    /// <summary>A text that must be there and not be empty; otherwise the empty one, and an error.</summary>
    public static string RequiredText(this JsonObject parameters, string name, int maxLength, ValidationErrors errors)
    {
        var value = parameters[name];
        if (errors.AddIf(value is null, name, $"Missing value for attribute {name}"))
            return "";
        var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var given) ? given : null;
        if (errors.AddIf(string.IsNullOrWhiteSpace(text), name, $"Invalid value for attribute {name}"))
            return "";
        errors.AddIf(text!.Length > maxLength, name, $"Value for attribute {name} is longer than {maxLength} characters");
        return text;
    }
}
