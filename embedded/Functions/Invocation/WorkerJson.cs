using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>Reads what is bound from JSON: names in any case, numbers never from strings.</summary>
internal static class WorkerJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static object? Read(FunctionInvocation invocation, string json, Type type)
    {
        var serializer = invocation.InstanceServices.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer;
        if (serializer is null)
            return JsonSerializer.Deserialize(json, type, Options);

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize(stream, type, invocation.CancellationToken);
    }
}
