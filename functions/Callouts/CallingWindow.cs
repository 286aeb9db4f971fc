using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// When people may be called: on some days from one time of day to another, by the clocks on the wall of one time zone
/// or of where each number is. A window whose end is before its start lasts over midnight; its day is the one on which
/// it starts. It never opens before the wall clock says so nor closes after: where clocks are put back, an hour that
/// comes twice counts as outside at both edges; where they are put forward, an edge that is skipped is when they are put.
/// </summary>
public sealed class CallingWindow
{
    // A window opens once a week at least; or, if clocks skip all of it, once in two.
    private const int DaysAhead = 15;

    /// <summary>What <c>time_zone</c> says for the zone of each number.</summary>
    private const string OfNumber = "number";

    private const string EndOfDay = "24:00";
    private const int LongestTime = 5;

    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    // Opens late and closes early.
    private static readonly ZoneLocalMappingResolver Opening =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly ZoneLocalMappingResolver Closing =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly IReadOnlySet<IsoDayOfWeek> _days;
    private readonly LocalTime _start;
    private readonly LocalTime _end;
    private readonly DateTimeZone? _zone;

    private CallingWindow(IReadOnlySet<IsoDayOfWeek> days, LocalTime start, LocalTime end, DateTimeZone? zone) =>
        (_days, _start, _end, _zone) = (days, start, end, zone);

    /// <summary>Whether the window is that of each number, not one for all.</summary>
    public bool IsOfNumber => _zone is null;

    /// <summary>
    /// When a number may be called, from <paramref name="now"/> on: now itself where the window is open. A number that
    /// may be in several zones may be called when the window is open in all of them; null: that never happens.
    /// </summary>
    public DateTimeOffset? NextOpen(string msisdn, DateTimeOffset now)
    {
        var zones = _zone is null ? NumberZones.Of(msisdn) : [_zone];
        var moment = Instant.FromDateTimeOffset(now);
        var horizon = moment + Duration.FromDays(DaysAhead);
        while (moment < horizon)
        {
            var open = zones.Max(zone => NextOpen(zone, moment));
            if (open == moment)
                return moment.ToDateTimeOffset();
            moment = open;
        }

        return null;
    }

    /// <summary>Reads a window: <c>days</c>, <c>start</c>, <c>end</c> and <c>time_zone</c>.</summary>
    internal static CallingWindow? Read(SettingsReader reader)
    {
        const string daysProblem = "must be some of mon, tue, wed, thu, fri, sat, sun";
        var days = (reader.List("days", daysProblem) ?? ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
            .Select(Day).ToHashSet();
        if (days.Contains(IsoDayOfWeek.None) || days.Count == 0)
            reader.Refuse("days", daysProblem);
        var start = Time(reader, "start", Parse);
        // The day's end is the next one's beginning.
        var end = Time(reader, "end", text => text == EndOfDay ? LocalTime.Midnight : Parse(text));
        if (start is not null && start == end && reader.Text("end", LongestTime) != EndOfDay)
            reader.Refuse("end", "must be another time than start");
        var zoneId = reader.Text("time_zone", 100) ?? OfNumber;
        var zone = zoneId == OfNumber ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId);
        if (zone is null && zoneId != OfNumber)
            reader.Refuse("time_zone", $"must be a time zone of the IANA database, such as Asia/Phnom_Penh, or {OfNumber}");
        return start is { } opens && end is { } closes ? new CallingWindow(days, opens, closes, zone) : null;
    }

    private static IsoDayOfWeek Day(string name) => name.ToLowerInvariant() switch
    {
        "mon" or "monday" => IsoDayOfWeek.Monday,
        "tue" or "tuesday" => IsoDayOfWeek.Tuesday,
        "wed" or "wednesday" => IsoDayOfWeek.Wednesday,
        "thu" or "thursday" => IsoDayOfWeek.Thursday,
        "fri" or "friday" => IsoDayOfWeek.Friday,
        "sat" or "saturday" => IsoDayOfWeek.Saturday,
        "sun" or "sunday" => IsoDayOfWeek.Sunday,
        _ => IsoDayOfWeek.None,
    };

    private static LocalTime? Time(SettingsReader reader, string name, Func<string, LocalTime?> parse)
    {
        var time = parse(reader.Text(name, LongestTime) ?? "");
        if (time is null)
            reader.Refuse(name, "must be a time of day such as 09:00");
        return time;
    }

    private static LocalTime? Parse(string text) => TimeOfDay.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>When the window is open in a zone, from a moment on.</summary>
    private Instant NextOpen(DateTimeZone zone, Instant now)
    {
        var today = now.InZone(zone).Date;
        for (var days = -1; days <= DaysAhead; days++)
        {
            var date = today.PlusDays(days);
            if (!_days.Contains(date.DayOfWeek))
                continue;
            var opens = zone.ResolveLocal(date + _start, Opening).ToInstant();
            var closes = zone.ResolveLocal((_end > _start ? date : date.PlusDays(1)) + _end, Closing).ToInstant();
            if (now < closes && opens < closes)
                return Instant.Max(opens, now);
        }

        // Days on which clocks skip the whole window, for more than two weeks.
        return now + Duration.FromDays(DaysAhead);
    }
}
