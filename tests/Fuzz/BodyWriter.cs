using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Switchboard.Tests.Fuzz;

/// <summary>Writes random bodies: of the API's parameters, of ACS's events, and of nothing in particular.</summary>
internal static class BodyWriter
{
    private static readonly string[] Names =
    [
        "msisdn", "metadata", "settings", "event", "contact_filter_params", "call_flow_logic", "message", "status", "id", "a",
        "metadata_merge_mode", "page", "per_page", "contacts", "", "a]b", "[", "\0", "é", "__proto__",
    ];

    private static readonly string[] Texts =
    [
        "+447700900001", "447700900001", "start", "stop", "pause", "resume", "queue", "requeue", "hello_world", "play_message",
        "merge", "replace", "deep_merge", "", " ", "\0", "\n", "é", "😀", "\u202E", "' or 1 eq 1", "1e309", "null", "%", "[]",
        "CallFlowLogic::PlayMessage", "http://[::1", "2026-03-02T09:00:00Z",
    ];

    private static readonly string[] EventTypes =
    [
        "Microsoft.Communication.CallConnected", "Microsoft.Communication.CallDisconnected",
        "Microsoft.Communication.CreateCallFailed", "Microsoft.Communication.PlayCompleted",
        "Microsoft.Communication.PlayFailed", "Microsoft.Communication.Unheard", "x", "",
    ];

    public static (string Type, byte[] Bytes) Write(Random random)
    {
        var (type, bytes) = random.Next(8) switch
        {
            < 3 => ("application/json", Json(Node(random, depth: 0, forceObject: true))),
            3 or 4 => ("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(Form(random))),
            5 => ("application/json", Json(Events(random))),
            6 => ("multipart/form-data; boundary=x", Encoding.UTF8.GetBytes(Multipart(random))),
            _ => ("application/octet-stream", Noise(random, random.Next(2_000))),
        };
        return (type, random.Next(5) == 0 ? Damage(random, bytes) : bytes);
    }

    private static JsonNode? Node(Random random, int depth, bool forceObject = false)
    {
        var kind = forceObject ? 0 : random.Next(depth > 4 ? 4 : 7);
        switch (kind)
        {
            case 1:
                return JsonValue.Create(random.Next(-5, 100));
            case 2:
                return random.Next(2) == 0 ? null : JsonValue.Create(random.NextDouble() * 1e30);
            case 3:
                return JsonValue.Create(random.Next(2) == 0);
            case 4:
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth + 1))]);
            case 5:
                return JsonValue.Create(new string('x', random.Next(20) == 0 ? random.Next(70_000) : 3));
            case 6:
            case 0 when !forceObject:
                return JsonValue.Create(Pick(random, Texts));
        }

        var node = new JsonObject();
        for (var i = random.Next(5); i > 0; i--)
            node[Pick(random, Names)] = Node(random, depth + 1, forceObject: random.Next(4) == 0 && depth < 6);
        return node;
    }

    private static JsonNode Events(Random random)
    {
        var events = new JsonArray();
        for (var i = random.Next(4); i > 0; i--)
        {
            var happened = new JsonObject
            {
                ["id"] = $"{random.Next()}",
                ["source"] = "calling/callConnections/1",
                ["type"] = Pick(random, EventTypes),
                ["data"] = new JsonObject
                {
                    ["callConnectionId"] = Node(random, 4),
                    ["resultInformation"] = random.Next(2) == 0
                        ? Node(random, 3)
                        : new JsonObject { ["code"] = random.Next(0, 700), ["subCode"] = Node(random, 4) },
                },
                ["time"] = random.Next(3) == 0 ? Pick(random, Texts) : "2026-03-02T09:00:00Z",
                ["specversion"] = random.Next(5) == 0 ? "x" : "1.0",
            };
            if (random.Next(3) == 0)
                happened[Pick(random, ["id", "source", "type", "data", "time", "specversion"])] = Node(random, 3);
            if (random.Next(4) == 0)
                happened.Remove(Pick(random, ["id", "source", "type", "data", "time", "specversion"]));
            events.Add(happened);
        }

        return random.Next(6) == 0 && events.Count > 0 ? events[0]!.DeepClone() : events;
    }

    private static string Form(Random random) => string.Join('&', Enumerable.Range(0, random.Next(6)).Select(_ =>
        Name(random) + (random.Next(10) == 0 ? "" : "=" + Value(random))));

    private static string Name(Random random) => Uri.EscapeDataString(Pick(random, Names)) + string.Concat(
        Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(3) == 0 ? "[]" : $"[{Pick(random, Names)}]"));

    private static string Value(Random random) => random.Next(5) == 0
        ? Pick(random, ["%", "%zz", "%E9", "%00", "+", "%F0%9F"])
        : Uri.EscapeDataString(Pick(random, Texts));

    private static string Multipart(Random random)
    {
        var body = new StringBuilder();
        for (var i = random.Next(4); i > 0; i--)
        {
            body.Append("--x\r\n");
            if (random.Next(8) > 0)
            {
                body.Append(CultureInfo.InvariantCulture,
                    $"Content-Disposition: form-data; name=\"{Pick(random, Names)}[{Pick(random, Names)}]\"");
                body.Append(Pick(random, ["", "; filename=\"a\"", "; filename*=x", ";"])).Append("\r\n");
            }

            if (random.Next(4) == 0)
                body.Append(Pick(random, ["Content-Type: text/plain", "X", ":", "Content-Length: 9999"])).Append("\r\n");
            body.Append("\r\n").Append(Pick(random, Texts)).Append("\r\n");
        }

        return body.Append(random.Next(5) == 0 ? "--x" : "--x--\r\n").ToString();
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        if (bytes.Length == 0)
            return Noise(random, 1);
        var damaged = bytes.ToArray();
        for (var i = random.Next(1, 4); i > 0; i--)
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        return random.Next(3) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Json(JsonNode? node) => Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "null");

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
