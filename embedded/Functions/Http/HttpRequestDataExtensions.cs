using System.Net;
using System.Text;
using Azure.Core.Serialization;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>Shorter ways to read a request.</summary>
public static class HttpRequestDataExtensions
{
    /// <summary>The answer to a request, with a status.</summary>
    public static HttpResponseData CreateResponse(this HttpRequestData request, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.CreateResponse();
        response.StatusCode = statusCode;
        return response;
    }

    /// <summary>
    /// The body as text; UTF-8 unless it begins otherwise. Kestrel must allow synchronous reading, which it does not
    /// unless it is told to.
    /// </summary>
    public static string? ReadAsString(this HttpRequestData request, Encoding? encoding = null)
    {
        using var reader = Reader(request, encoding);
        return reader.ReadToEnd();
    }

    /// <summary>The body as text; UTF-8 unless it begins otherwise.</summary>
    public static async Task<string?> ReadAsStringAsync(this HttpRequestData request, Encoding? encoding = null)
    {
        using var reader = Reader(request, encoding);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }

    /// <summary>The body's JSON, read as the worker reads what it binds.</summary>
    public static ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReadFromJsonAsync<T>(request, WorkerJson.SerializerOf(request.FunctionContext), cancellationToken);
    }

    /// <summary>The body's JSON.</summary>
    public static async ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, ObjectSerializer serializer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(serializer);
        return (T?)await serializer.DeserializeAsync(request.Body, typeof(T), cancellationToken).ConfigureAwait(false);
    }

    private static StreamReader Reader(HttpRequestData request, Encoding? encoding)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new StreamReader(request.Body, encoding ?? Encoding.UTF8, leaveOpen: true);
    }
}
