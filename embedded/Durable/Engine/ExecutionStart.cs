using Microsoft.Extensions.Logging;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>What a generation of an instance begins with, and whom its orchestrator may call.</summary>
internal sealed record ExecutionStart(
    string Name,
    string InstanceId,
    string ExecutionId,
    string? Input,
    ParentLink? Parent,
    IDurableFunctions Functions,
    DataConverter Converter,
    ILoggerFactory Loggers,
    Action<Execution> OnBroken);

/// <summary>The call of a sub-orchestration, as its instance remembers it.</summary>
internal sealed record ParentLink(string InstanceId, string Name, string ExecutionId, int TaskId);
