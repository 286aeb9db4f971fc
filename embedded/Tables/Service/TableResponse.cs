using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>An answer of the Table protocol.</summary>
internal sealed class TableResponse(int status)
{
    public const string ServiceVersion = "2020-12-06";

    public int Status => status;

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? Location { get; init; }

    public string? PreferenceApplied { get; init; }

    public string? NextPartitionKey { get; init; }

    public string? NextRowKey { get; init; }

    public string? NextTableName { get; init; }

    /// <summary>When to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The code of a refusal, for logs and for batches.</summary>
    public TableFailure? Failure { get; init; }

    public string ReasonPhrase => status switch
    {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        415 => "Unsupported Media Type",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };

    public static TableResponse Of(TableFailure failure, int? index = null, TimeSpan? retryAfter = null) =>
        new(failure.Status)
        {
            Failure = failure,
            RetryAfter = retryAfter,
            ContentType = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
            Body = ErrorBody(failure, index),
        };

    /// <summary>The headers that say something about this answer, those of every answer excepted.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        if (ContentType is not null)
            yield return new("Content-Type", ContentType);
        if (ETag is not null)
            yield return new("ETag", ETag);
        if (Location is not null)
            yield return new("Location", Location);
        if (PreferenceApplied is not null)
            yield return new("Preference-Applied", PreferenceApplied);
        if (NextPartitionKey is not null)
            yield return new("x-ms-continuation-NextPartitionKey", NextPartitionKey);
        if (NextRowKey is not null)
            yield return new("x-ms-continuation-NextRowKey", NextRowKey);
        if (NextTableName is not null)
            yield return new("x-ms-continuation-NextTableName", NextTableName);
        if (RetryAfter is { } pause)
            yield return new("Retry-After", Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (status == 401)
            yield return new("WWW-Authenticate", "SharedKeyLite");
        yield return new("Cache-Control", "no-cache");
        yield return new("X-Content-Type-Options", "nosniff");
        yield return new("x-ms-version", ServiceVersion);
    }

    private static byte[] ErrorBody(TableFailure failure, int? index)
    {
        var text = new StringBuilder();
        if (index is { } operation)
            text.Append(operation).Append(':');
        text.Append(failure.Message)
            .Append("\nRequestId:").Append(Guid.NewGuid())
            .Append("\nTime:").Append(EdmMoment.Format(DateTime.UtcNow.Ticks));
        var message = JsonEncodedText.Encode(text.ToString(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return Encoding.UTF8.GetBytes(
            $"{{\"odata.error\":{{\"code\":\"{failure.Code}\","
            + $"\"message\":{{\"lang\":\"en-US\",\"value\":\"{message}\"}}}}}}");
    }
}
