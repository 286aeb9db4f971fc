using System.Text;
using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>Reads and writes JSON for functions: names as they are declared, read in any case; numbers never from strings.</summary>
internal static class WorkerJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    private static readonly JsonObjectSerializer Default = new(Options);

    /// <summary>What reads and writes JSON for a function.</summary>
    public static ObjectSerializer SerializerOf(FunctionContext context) => Configured(context) ?? Default;

    public static object? Read(FunctionInvocation invocation, string json, Type type)
    {
        if (Configured(invocation) is not { } serializer)
            return JsonSerializer.Deserialize(json, type, Options);

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize(stream, type, invocation.CancellationToken);
    }

    private static ObjectSerializer? Configured(FunctionContext context) =>
        context.InstanceServices.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer;
}
