using System.Globalization;
using NCrontab;

namespace Switchboard.Embedded.Functions.Timers;

/// <summary>When a timer is due, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <summary>Reads NCRONTAB of five or six fields, or a time span; null where it is neither.</summary>
    public static TimerSchedule? Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is 5 or 6)
        {
            var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
            return CrontabSchedule.TryParse(text.Trim(), options) is { } cron ? new TimerSchedule(cron, default) : null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(null, interval)
            : null;
    }

    /// <summary>The first occurrence after this moment; null: there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_cron is null)
            return after + _interval;

        var next = _cron.GetNextOccurrence(after.UtcDateTime);
        return next.Year < DateTime.MaxValue.Year ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }

    /// <summary>Whether runs are at least a minute apart, as far as the next ten tell.</summary>
    public bool AtLeastMinutes(DateTimeOffset from)
    {
        if (_cron is null)
            return _interval >= TimeSpan.FromMinutes(1);

        var last = Next(from);
        for (var i = 0; i < 10 && last is not null; i++)
        {
            var next = Next(last.Value);
            if (next - last < TimeSpan.FromMinutes(1))
                return false;
            last = next;
        }

        return true;
    }
}
