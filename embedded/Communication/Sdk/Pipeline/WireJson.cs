using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchboard.Embedded.Communication.Pipeline;

/// <summary>How bodies are written: absent rather than null.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
