using System.Text.Json;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Functions.Timers;

/// <summary>
/// Remembers, over restarts, when timers ran. Table <c>EmbeddedTimers</c>: partition <c>timer</c>, row = function.
/// </summary>
internal sealed class TimerMemory(IRowStore store)
{
    private const string Table = "EmbeddedTimers";
    private const string Partition = "timer";

    public ScheduleStatus? Read(string function) => store.Get(Table, Partition, function.ToLowerInvariant()) is { } row
        ? JsonSerializer.Deserialize<ScheduleStatus>(row.Properties.Span)
        : null;

    public Task WriteAsync(string function, ScheduleStatus status) => store.CommitAsync(
        [new RowWrite(Table, Partition, function.ToLowerInvariant(), JsonSerializer.SerializeToUtf8Bytes(status))]);
}
