using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Filters by time, as in Somleng SCFM: <c>created_at_before</c>, <c>_after</c>, <c>_or_before</c> and <c>_or_after</c>. A
/// value without a time of day means the whole day; any other a millisecond, which is what lists show. What is no time
/// is ignored.
/// </summary>
internal static class TimeFilter
{
    /// <summary>The conditions that parameters set to a column.</summary>
    public static IEnumerable<Condition> Read(JsonObject parameters, string name, TimeColumn column) =>
        Read(parameters, name, (from, to) => new During(column, from, to));

    /// <summary>The conditions that parameters set to a time.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="name">What they call the time.</param>
    /// <param name="during">The condition that it is between two ticks (UTC), the first one included.</param>
    public static IEnumerable<Condition> Read(JsonObject parameters, string name, Func<long, long, Condition> during)
    {
        foreach (var (comparison, condition) in new[]
        {
            ("before", (Func<Span, Condition>)(span => during(0, span.From))),
            ("or_before", span => during(0, span.To)),
            ("after", span => during(span.To, long.MaxValue)),
            ("or_after", span => during(span.From, long.MaxValue)),
        })
        {
            if (parameters.Text($"{name}_{comparison}") is { } text && ScalarText.Moment(text.Trim()) is { } moment)
                yield return condition(Span.Of(moment));
        }
    }

    /// <summary>What is meant by a moment, in ticks: from the first one to the first one that is not.</summary>
    private readonly record struct Span(long From, long To)
    {
        public static Span Of(DateTimeOffset moment)
        {
            var ticks = moment.UtcTicks;
            if (ticks % TimeSpan.TicksPerDay == 0)
                return new Span(ticks, ticks + TimeSpan.TicksPerDay);
            var millisecond = ticks - ticks % TimeSpan.TicksPerMillisecond;
            return millisecond == ticks
                ? new Span(ticks, ticks + TimeSpan.TicksPerMillisecond)
                // Between two milliseconds there is nothing.
                : new Span(millisecond + TimeSpan.TicksPerMillisecond, millisecond + TimeSpan.TicksPerMillisecond);
        }
    }
}
