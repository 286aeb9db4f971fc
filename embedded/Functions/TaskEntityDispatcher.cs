using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Functions;

/// <summary>Hands an entity function's operations to the entity.</summary>
public sealed class TaskEntityDispatcher
{
    private readonly EntityBatch _batch;
    private readonly IServiceProvider _services;

    internal TaskEntityDispatcher(EntityBatch batch, IServiceProvider services)
    {
        (_batch, _services) = (batch, services);
    }

    /// <summary>Carries out the operations on an entity.</summary>
    /// <param name="entity">The entity.</param>
    public Task DispatchAsync(ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return _batch.RunAsync(entity.RunAsync);
    }

    /// <summary>Carries out the operations on an entity that the container gives, or makes.</summary>
    /// <typeparam name="T">The class of the entity.</typeparam>
    public Task DispatchAsync<T>()
        where T : class, ITaskEntity =>
        DispatchAsync(ActivatorUtilities.GetServiceOrCreateInstance<T>(_services));

    /// <summary>Carries out the operations by a function.</summary>
    /// <param name="handler">Carries out one operation and gives its result.</param>
    public Task DispatchAsync(Func<TaskEntityOperation, ValueTask<object?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _batch.RunAsync(handler);
    }
}
