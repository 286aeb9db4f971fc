using Switchboard.Embedded.Functions.Extensions.Abstractions;

namespace Switchboard.Embedded.Functions;

/// <summary>Makes the function an orchestrator.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The orchestrator's name; the function's name decides here as on Azure.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>Makes the function an activity; the parameter is its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The activity's name; the function's name decides here as on Azure.</summary>
    public string? Activity { get; set; }
}

/// <summary>Makes the function an entity; the parameter is a <see cref="TaskEntityDispatcher"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EntityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The entity's name; the function's name decides here.</summary>
    public string? EntityName { get; set; }
}

/// <summary>Gives the function a client of the orchestrations.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub. The embedded cloud has one and serves no other.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting with the storage connection. The embedded cloud has one storage.</summary>
    public string? ConnectionName { get; set; }
}
