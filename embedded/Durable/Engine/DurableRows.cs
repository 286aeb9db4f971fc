using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// Where the engine keeps what it must not lose. The partition is always the instance id.
/// <list type="bullet">
/// <item><see cref="Instances"/>: the rows <c>state</c> and <c>input</c>.</item>
/// <item><see cref="History"/>: one row a step, by number; appended, never rewritten.</item>
/// <item><see cref="Tasks"/>: activities and timers under way, by id of the request.</item>
/// <item><see cref="Inbox"/>: messages not yet received, by their order of sending.</item>
/// <item><see cref="EntityStates"/>: entities, in the row <c>state</c>.</item>
/// </list>
/// </summary>
internal static class DurableRows
{
    public const string Instances = "DurableInstances";
    public const string History = "DurableHistory";
    public const string Tasks = "DurableTasks";
    public const string Inbox = "DurableInbox";
    public const string EntityStates = "DurableEntities";

    private const string State = "state";
    private const string Input = "input";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static InstanceRecord? Record(IRowStore store, string id) =>
        store.Get(Instances, id, State) is { } row ? Read<InstanceRecord>(row) : null;

    public static string? InputOf(IRowStore store, string id) =>
        store.Get(Instances, id, Input) is { } row ? Read<StoredInput>(row).Json : null;

    public static IEnumerable<InstanceRecord> Records(IRowStore store) =>
        store.Scan(Instances).Where(row => row.RowKey == State).Select(Read<InstanceRecord>);

    public static IEnumerable<HistoryStep> Steps(IRowStore store, string id) =>
        store.Range(History, id).Select(Read<HistoryStep>);

    public static IEnumerable<(string Instance, StoredTask Task)> AllTasks(IRowStore store) =>
        store.Scan(Tasks).Select(row => (row.PartitionKey, Read<StoredTask>(row)));

    public static IEnumerable<(string Instance, long Order, StoredMessage Message)> AllMessages(IRowStore store) =>
        store.Scan(Inbox).Select(row => (
            row.PartitionKey, long.Parse(row.RowKey, CultureInfo.InvariantCulture), Read<StoredMessage>(row)));

    public static EntityRecord? Entity(IRowStore store, string id) =>
        store.Get(EntityStates, id, State) is { } row ? Read<EntityRecord>(row) : null;

    public static IEnumerable<EntityRecord> Entities(IRowStore store) =>
        store.Scan(EntityStates).Select(Read<EntityRecord>);

    public static IEnumerable<(long Order, StoredEntityMessage Message)> Messages(IRowStore store, string entity) =>
        store.Range(Inbox, entity).Select(row => (
            long.Parse(row.RowKey, CultureInfo.InvariantCulture), (StoredEntityMessage)Read<StoredMessage>(row)));

    public static RowWrite Put(EntityRecord record) => Put(EntityStates, record.Id, State, record);

    public static RowWrite DeleteEntity(string id) => Delete(EntityStates, id, State);

    public static RowWrite Put(InstanceRecord record) => Put(Instances, record.Id, State, record);

    public static RowWrite PutInput(string id, string? input) => input is null
        ? Delete(Instances, id, Input)
        : Put(Instances, id, Input, new StoredInput(input));

    public static RowWrite Put(string id, int number, HistoryStep step) => Put(History, id, Key(number), step);

    public static RowWrite Put(string id, StoredTask task) => Put(Tasks, id, Key(task.Id), task);

    public static RowWrite Put(string id, long order, StoredMessage message) => Put(Inbox, id, Key(order), message);

    public static RowWrite DeleteTask(string id, int task) => Delete(Tasks, id, Key(task));

    public static RowWrite DeleteMessage(string id, long order) => Delete(Inbox, id, Key(order));

    public static IEnumerable<RowWrite> DeleteSteps(string id, int count) =>
        Enumerable.Range(0, count).Select(number => Delete(History, id, Key(number)));

    public static IEnumerable<RowWrite> DeleteTasks(IRowStore store, string id) =>
        store.Range(Tasks, id).Select(row => Delete(Tasks, id, row.RowKey));

    public static IEnumerable<RowWrite> DeleteRecord(string id) =>
        [Delete(Instances, id, State), Delete(Instances, id, Input)];

    private static string Key(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private static RowWrite Put<T>(string table, string partition, string key, T value) =>
        new(table, partition, key, JsonSerializer.SerializeToUtf8Bytes(value, Json));

    private static RowWrite Delete(string table, string partition, string key) => new(table, partition, key, null);

    private static T Read<T>(StoredRow row) => JsonSerializer.Deserialize<T>(row.Properties.Span, Json)!;

    private sealed record StoredInput(string Json);
}
