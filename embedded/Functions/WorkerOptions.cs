using Azure.Core.Serialization;

namespace Switchboard.Embedded.Functions;

/// <summary>Settings of the worker.</summary>
public sealed class WorkerOptions
{
    /// <summary>Converts what is bound from JSON; null: System.Text.Json, reading names in any case.</summary>
    public ObjectSerializer? Serializer { get; set; }

    /// <summary>
    /// Whether exceptions are wrapped for the host (true). With false, a failed activity tells its orchestrator the
    /// exception's type.
    /// </summary>
    public bool EnableUserCodeException { get; set; } = true;
}
