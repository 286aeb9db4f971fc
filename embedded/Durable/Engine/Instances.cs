using System.Collections.Concurrent;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// The instances in memory: all that are doing something, and the most recently used of those that wait.
/// </summary>
internal sealed class Instances(DurableHub hub)
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly LinkedList<Instance> _waiting = new();
    private readonly Dictionary<Instance, LinkedListNode<Instance>> _places = [];
    private readonly Lock _lock = new();
    private int _busy;
    private TaskCompletionSource? _idle;

    public void Post(string id, InstanceMessage message)
    {
        while (true)
        {
            var instance = _instances.GetOrAdd(id, static (key, owner) => new(owner, key), hub);
            if (instance.TryPost(message))
                return;
            _instances.TryRemove(new(id, instance));
        }
    }

    /// <summary>An instance that is in memory, or null.</summary>
    public Instance? Find(string id) => _instances.GetValueOrDefault(id);

    /// <summary>An instance has something to do.</summary>
    public void Busy(Instance instance)
    {
        lock (_lock)
        {
            _busy++;
            if (_places.Remove(instance, out var place))
                _waiting.Remove(place);
        }
    }

    /// <summary>An instance has nothing to do; it stays in memory while there is room.</summary>
    public void Idle(Instance instance, bool isWaiting)
    {
        Instance? leaving = null;
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            if (--_busy == 0)
                (idle, _idle) = (_idle, null);
            if (!isWaiting)
            {
                leaving = instance;
            }
            else if (!_places.ContainsKey(instance))
            {
                _places[instance] = _waiting.AddLast(instance);
                if (_waiting.Count > hub.Settings.MaxHotInstances)
                {
                    leaving = _waiting.First!.Value;
                    _waiting.RemoveFirst();
                    _places.Remove(leaving);
                }
            }
        }

        if (leaving?.TryRetire() == true)
            _instances.TryRemove(new(leaving.Id, leaving));
        idle?.SetResult();
    }

    /// <summary>Completes when no instance is doing anything.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (_busy == 0)
                return Task.CompletedTask;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
