using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Switchboard.Http.OpenApi;

/// <summary>A file of the page that explores the API: one of a few, each by its own name.</summary>
internal sealed class DocsFile : IResult
{
    // Swagger UI styles its elements one by one, and has its icons inside of its style sheet.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OurFiles = "Switchboard.Http.OpenApi.";
    private const string TheirFiles = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";

    private static readonly FrozenDictionary<string, DocsFile> Files = new DocsFile[]
    {
        Ours("docs.js", "text/javascript; charset=utf-8"),
        Theirs("swagger-ui.css", "text/css; charset=utf-8"),
        Theirs("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
        Theirs("favicon-32x32.png", "image/png"),
    }.ToFrozenDictionary(file => file._name, StringComparer.Ordinal);

    private readonly string _name;
    private readonly string _contentType;
    private readonly byte[] _compressed;
    private readonly string _hash;

    private DocsFile(string name, string contentType, byte[] compressed)
    {
        (_name, _contentType, _compressed) = (name, contentType, compressed);
        _hash = Convert.ToHexStringLower(SHA256.HashData(compressed).AsSpan(0, 16));
    }

    /// <summary>The page itself.</summary>
    public static DocsFile Page { get; } = Ours("docs.html", "text/html; charset=utf-8");

    /// <summary>The file with a name, or null.</summary>
    public static DocsFile? Find(string name) => Files.GetValueOrDefault(name);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "max-age=0, must-revalidate";
        headers.Vary = HeaderNames.AcceptEncoding;
        var isCompressed = TakesGzip(httpContext.Request.GetTypedHeaders());
        if (isCompressed)
            headers.ContentEncoding = "gzip";
        var tag = new EntityTagHeaderValue(isCompressed ? $"\"{_hash}-gzip\"" : $"\"{_hash}\"");
        return Results.Bytes(isCompressed ? _compressed : Decompress(), _contentType, entityTag: tag).ExecuteAsync(httpContext);
    }

    private static bool TakesGzip(RequestHeaders headers) =>
        headers.AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality != 0);

    private static DocsFile Ours(string name, string contentType)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Read(typeof(DocsFile).Assembly, OurFiles + name));
        return new DocsFile(name, contentType, compressed.ToArray());
    }

    // The package has its files compressed.
    private static DocsFile Theirs(string name, string contentType) =>
        new(name, contentType, Read(typeof(SwaggerUIOptions).Assembly, TheirFiles + name));

    private static byte[] Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no resource {name}.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private byte[] Decompress()
    {
        using var gzip = new GZipStream(new MemoryStream(_compressed, writable: false), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
