using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing.Template;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Tests.Fuzz;

/// <summary>Writes random requests that have something to do with the functions there are.</summary>
internal sealed class RequestWriter(RouteTable routes, string authority, string callback)
{
    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "FOO", "M-SEARCH", "X"];

    private static readonly string[] Segments =
    [
        "1", "2", "3", "0", "-1", "01", "1.0", "9223372036854775807", "9223372036854775808", "99999999999999999999999",
        "callouts-1.1", "callouts-1", "a", "%00", "%01", "%2F", "%2e%2e", "..", ".", "%C3%A9", "%E9", "%FF%FE", "%", "%zz",
        "%25", "%20", "+", "a%2Fb", "1%0A", "1;x=y", "*", "~", "'", "%27", "%22", "%5C", "%3F", "%23", "{id}", "null",
        "%F0%9F%98%80", "%EF%BF%BD", "\\", "|", "^", "(", "1,2",
    ];

    private static readonly string[] Queries =
    [
        "page=2", "page=0", "page=-1", "page=99999999999999999999", "page=abc", "page[]=1", "page[a]=1", "per_page=1",
        "per_page=0", "per_page=100000", "per_page=", "status=running", "status[]=x", "status=%00", "metadata[a]=b",
        "metadata[a][b]=c", "metadata=1", "metadata[]=1", "metadata[a]=b&metadata[a]=c", "metadata[%00]=%FF", "a", "=", "&&",
        "a[b", "a]b", "a[][b]=1&a[][b]=2", "a=1&a[b]=2", "code=x", "event=start", "settings[max]=1", "contact_filter_params[x]=1",
        "sort=id", "metadata[%F0%9F%98%80]=%F0%9F%98%80", "%=%", "%zz=%zz", "a=%E9", "signature=x", "msisdn=%2B447700900001",
        "metadata_forms[attr][]=a&metadata_forms[attr][]=b", "q=';--", "a=b#c",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=latin1", "application/problem+json",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"x", "application/", ";", "application/json;;;",
        "application/cloudevents-batch+json", "APPLICATION/JSON", "application/json; charset=\"utf-8\"", "image/png", "*/*",
    ];

    private static readonly string[] Headers =
    [
        "Accept: application/xml", "Accept: */*;q=0", "Accept:", "Content-Encoding: gzip", "Authorization: Basic !!!",
        "Authorization: Basic Og==", "Authorization: Bearer x", "Authorization:", "If-None-Match: *", "If-Match: \"x\"",
        "Range: bytes=0-1", "Range: bytes=9-1", "X-Forwarded-For: ::::", "X-Forwarded-Proto: gopher", "Forwarded: for=x",
        "X-Forwarded-Host: evil.example", "X-Original-URL: /admin", "X-HTTP-Method-Override: DELETE", "Cookie: a=b; =; ;",
        "Origin: null", "Access-Control-Request-Method: POST", "traceparent: 00-zz-00-01", "x-functions-key: x",
        "Expect: 100-continue", "Upgrade: h2c", "TE: trailers", "Accept-Charset: utf-7", "Accept-Language: \u007e",
        "Host: other.example", "X-Empty:", "X-Long: " + "y", "Date: yesterday", "Transfer-Encoding: identity",
    ];

    private readonly (TemplateSegment[] Segments, string[] Methods)[] _routes =
    [
        .. routes.Functions.Select(function => (function.Template.Segments.ToArray(), function.Methods?.ToArray() ?? [])),
    ];

    public FuzzRequest Write(Random random)
    {
        var (path, declared) = Target(random);
        var method = declared.Length > 0 && random.Next(4) > 0
            ? Pick(random, declared).ToUpperInvariant()
            : Pick(random, Methods);
        var body = random.Next(4) == 0 || method is "GET" or "HEAD" && random.Next(4) > 0
            ? (Type: "", Bytes: Array.Empty<byte>())
            : BodyWriter.Write(random);
        var type = random.Next(8) == 0 ? RandomType(random) : body.Type;

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.{(random.Next(30) == 0 ? 0 : 1)}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Host: {authority}\r\nConnection: close\r\n");
        for (var i = random.Next(4); i > 0; i--)
            head.Append(RandomHeader(random)).Append("\r\n");
        if (type.Length > 0)
            head.Append("Content-Type: ").Append(type).Append("\r\n");

        return Frame(random, head, body.Bytes);
    }

    private (string Path, string[] Methods) Target(Random random)
    {
        switch (random.Next(20))
        {
            case 0:
                return ("/" + string.Join('/', Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, Segments))), []);
            case 1:
                return (Pick(random, ["*", "//", "/", "///", "http://x/api/contacts", "/admin/host/status", "/admin/host/ping",
                    "/admin/functions/WatchCallouts", "/runtime/webhooks", "/%", "?a=b", "/?"]), []);
            case 2:
                return (callback, ["post"]);
        }

        var (segments, methods) = Pick(random, _routes);
        var path = string.Concat(segments.Select(segment => "/" + string.Concat(segment.Parts.Select(part =>
            part.IsLiteral ? Literal(random, part.Text!) : Value(random)))));
        if (random.Next(10) == 0)
            path += "/";
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => Query(random)));
        return (query.Length > 0 ? $"{path}?{query}" : path.Length > 0 ? path : "/", methods);
    }

    private static string Literal(Random random, string text) => random.Next(25) switch
    {
        0 => text.ToUpperInvariant(),
        1 => "%" + ((int)text[0]).ToString("X2", CultureInfo.InvariantCulture) + text[1..],
        2 => text + Pick(random, Segments),
        _ => text,
    };

    private static string Value(Random random) => random.Next(12) switch
    {
        < 6 => random.Next(1, 6).ToString(CultureInfo.InvariantCulture),
        6 => new string('9', random.Next(1, 400)),
        7 => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => $"%{random.Next(1, 256):X2}")),
        _ => Pick(random, Segments),
    };

    private static string Query(Random random) => random.Next(6) switch
    {
        0 => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"%{random.Next(0, 256):X2}")) + "=" + Value(random),
        1 => "a" + string.Concat(Enumerable.Repeat(Pick(random, ["[a]", "[]"]), random.Next(1, 200))) + "=1",
        _ => Pick(random, Queries),
    };

    private static string RandomType(Random random) => random.Next(4) == 0
        ? $"multipart/form-data; boundary={new string('b', random.Next(1, 9_000))}"
        : Pick(random, Types);

    private static string RandomHeader(Random random) => random.Next(8) switch
    {
        0 => $"X-{random.Next()}: {new string('z', random.Next(5_000))}",
        1 => $"{Pick(random, ["Accept", "Content-Language", "Authorization", "If-Modified-Since", "Cookie"])}: "
            + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(0x20, 0x7F))),
        _ => Pick(random, Headers),
    };

    // The body with its length, in chunks, or cut short.
    private static FuzzRequest Frame(Random random, StringBuilder head, byte[] body)
    {
        var bytes = new MemoryStream();
        var cut = false;
        if (body.Length > 0 && random.Next(6) == 0)
        {
            head.Append("Transfer-Encoding: chunked\r\n\r\n");
            bytes.Write(Encoding.Latin1.GetBytes(head.ToString()));
            for (var at = 0; at < body.Length;)
            {
                var size = Math.Min(random.Next(1, 5_000), body.Length - at);
                bytes.Write(Encoding.ASCII.GetBytes($"{size:x}\r\n"));
                bytes.Write(body, at, size);
                bytes.Write("\r\n"u8);
                at += size;
            }

            cut = random.Next(6) == 0;
            if (!cut)
                bytes.Write("0\r\n\r\n"u8);
        }
        else
        {
            cut = random.Next(40) == 0;
            var length = body.Length + (cut ? random.Next(1, 100) : 0);
            if (length > 0 || random.Next(2) == 0)
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
            head.Append("\r\n");
            bytes.Write(Encoding.Latin1.GetBytes(head.ToString()));
            bytes.Write(body);
        }

        return new FuzzRequest(bytes.ToArray(), cut, MayBeReset: bytes.Length > 60_000);
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
