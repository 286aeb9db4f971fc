using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Durable.Engine.Entities;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// One instance: takes its messages in order and one step at a time, on whatever thread is free. What arrives while a
/// step is made waits for the next one.
/// </summary>
internal sealed class Instance(DurableHub hub, string id) : IThreadPoolWorkItem
{
    private const int MostMessagesAStep = 1_000;

    // After a commit failed, what is stored is tried again; what is not was answered with the failure.
    private static readonly TimeSpan Respite = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly IInstanceState _state =
        InstanceIds.IsEntity(id) ? new EntityState(hub, id) : new InstanceState(hub, id);

    private readonly LinkedList<InstanceMessage> _messages = new();
    private IDisposable? _work;
    private bool _retired;

    public string Id => id;

    /// <summary>The events that are waited for; null while a step is made or without an orchestrator in memory.</summary>
    public IReadOnlyCollection<string>? AwaitedEvents
    {
        get
        {
            lock (_lock)
                return _work is null ? _state.AwaitedEvents?.ToArray() : null;
        }
    }

    /// <summary>Adds a message, unless this object has left memory: then another one takes its place.</summary>
    public bool TryPost(InstanceMessage message)
    {
        lock (_lock)
        {
            if (_retired)
                return false;
            _messages.AddLast(message);
            if (_work is not null)
                return true;
            _work = hub.Tracker.Begin("orchestration");
            hub.Instances.Busy(this);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Leaves memory, if there is nothing to do.</summary>
    public bool TryRetire()
    {
        lock (_lock)
            return _work is null && (_retired = true);
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } messages)
        {
            try
            {
                var first = await _state.HandleAsync(messages);
                PutFirst(first);
            }
            catch (Exception exception)
            {
                hub.Log.LogError(exception, "A step of instance {InstanceId} could not be committed.", id);
                _state.Forget();
                foreach (var message in messages)
                    Recover(message, exception);
            }
        }
    }

    // Starts and purges are dealt with alone; whatever is only received makes one step together.
    private List<InstanceMessage> Take()
    {
        List<InstanceMessage> taken = [];
        IDisposable work;
        bool waits;
        lock (_lock)
        {
            while (_messages.First is { } next && taken.Count < MostMessagesAStep)
            {
                var alone = next.Value is StartInstance or PurgeInstance;
                if (alone && taken.Count > 0)
                    break;
                taken.Add(next.Value);
                _messages.RemoveFirst();
                if (alone)
                    break;
            }

            if (taken.Count > 0)
                return taken;

            (work, _work) = (_work!, null);
            waits = _state.IsWaiting;
        }

        hub.Instances.Idle(this, waits);
        work.Dispose();
        return taken;
    }

    private void PutFirst(IReadOnlyList<InstanceMessage> first)
    {
        if (first.Count == 0)
            return;
        lock (_lock)
        {
            foreach (var message in first.Reverse())
                _messages.AddFirst(message);
        }
    }

    private void Recover(InstanceMessage message, Exception exception)
    {
        if (message.Answer is { } answer)
            answer.TrySetException(exception);
        else if (message is not FoundBroken && !hub.IsStopping)
            hub.Timers.PostAt(hub.Clock.GetUtcNow() + Respite, id, message);
    }
}
