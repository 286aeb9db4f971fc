using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>
/// What the trigger said, by name ignoring case: of a request the query, above it the route's values, and both
/// <c>Query</c> and <c>Headers</c> as JSON text; of an activity its instance and its input.
/// </summary>
internal sealed class InvocationBinding(FunctionInvocation invocation) : BindingContext
{
    private readonly Lazy<IReadOnlyDictionary<string, object?>> _data = new(() => Read(invocation));

    public override IReadOnlyDictionary<string, object?> BindingData => _data.Value;

    private static Dictionary<string, object?> Read(FunctionInvocation invocation)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (invocation.Http is { } http)
            Read(http.Request, data);
        else if (invocation.Trigger is ActivityCall call)
        {
            data["instanceId"] = call.InstanceId;
            data["data"] = call.Input;
        }

        return data;
    }

    private static void Read(HttpRequest request, Dictionary<string, object?> data)
    {
        data["Query"] = JsonSerializer.Serialize(
            request.Query.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));
        data["Headers"] = JsonSerializer.Serialize(
            request.Headers.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));
        foreach (var (key, value) in request.Query)
            data[key] = value.ToString();
        foreach (var (key, value) in request.RouteValues)
            data[key] = value;
    }
}
