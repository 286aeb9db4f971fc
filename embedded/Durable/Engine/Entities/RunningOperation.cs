using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>One operation as the entity's code sees it.</summary>
internal sealed class RunningOperation(
    DurableHub hub, EntityInstanceId entity, StoredOperation operation, string? state) : TaskEntityOperation
{
    private readonly OwnState _state = new(hub.Converter, state);
    private readonly OwnContext _context = new(hub, entity);

    public override string Name => operation.Name;

    public override TaskEntityContext Context => _context;

    public override TaskEntityState State => _state;

    public override bool HasInput => operation.Input is not null;

    public string? NewState => _state.Json;

    public IReadOnlyList<(string Target, StoredMessage Message)> Sent => _context.Sent;

    public override object? GetInput(Type inputType) => hub.Converter.Deserialize(operation.Input, inputType);

    private sealed class OwnState(DataConverter converter, string? json) : TaskEntityState
    {
        public string? Json { get; private set; } = json;

        public override bool HasState => Json is not null;

        public override object? GetState(Type type) => converter.Deserialize(Json, type);

        public override void SetState(object? state) => Json = converter.Serialize(state);
    }

    private sealed class OwnContext(DurableHub hub, EntityInstanceId entity) : TaskEntityContext
    {
        public override EntityInstanceId Id => entity;

        public List<(string Target, StoredMessage Message)> Sent { get; } = [];

        public override void SignalEntity(
            EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(operationName);
            Sent.Add((id.ToString(), new StoredOperation(
                null, operationName, hub.Converter.Serialize(input), options?.SignalTime, null)));
        }

        public override string ScheduleNewOrchestration(
            TaskName name, object? input = null, StartOrchestrationOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
            Versions.Refuse(options?.Version);
            var instanceId = string.IsNullOrEmpty(options?.InstanceId)
                ? Guid.NewGuid().ToString("N")
                : InstanceIds.Checked(options.InstanceId, "options?.InstanceId");
            Sent.Add((instanceId, new StoredStart(
                name,
                Guid.NewGuid().ToString("N"),
                hub.Converter.Serialize(input),
                options?.Tags is { Count: > 0 } tags ? tags : null,
                null)
            {
                StartAt = options?.StartAt,
            }));
            return instanceId;
        }
    }
}
