using System.Text.Json.Nodes;
using Switchboard.Callouts;
using Switchboard.Telephony;

namespace Switchboard.Tests.Callouts;

/// <summary>When windows open, on the days on which clocks change above all.</summary>
public class CallingWindowTests
{
    private const string London = "Europe/London";

    [Theory]
    // Monday 2 March 2026.
    [InlineData("09:00", "17:00", "mon,tue,wed,thu,fri", London, "2026-03-02T08:00Z", "2026-03-02T09:00Z")]
    [InlineData("09:00", "17:00", "mon,tue,wed,thu,fri", London, "2026-03-02T12:34Z", "2026-03-02T12:34Z")]
    [InlineData("09:00", "17:00", "mon,tue,wed,thu,fri", London, "2026-03-02T17:00Z", "2026-03-03T09:00Z")]
    [InlineData("09:00", "17:00", "mon,tue,wed,thu,fri", London, "2026-03-06T17:00Z", "2026-03-09T09:00Z")]
    [InlineData("09:00", "17:00", "mon", London, "2026-03-02T17:00Z", "2026-03-09T09:00Z")]
    [InlineData("00:00", "24:00", "wed", "Asia/Phnom_Penh", "2026-03-02T00:00Z", "2026-03-03T17:00Z")]
    // Over midnight: its day is that of its start.
    [InlineData("22:00", "02:00", "mon", London, "2026-03-03T01:59Z", "2026-03-03T01:59Z")]
    [InlineData("22:00", "02:00", "mon", London, "2026-03-03T02:00Z", "2026-03-09T22:00Z")]
    [InlineData("22:00", "02:00", "mon", London, "2026-03-02T01:00Z", "2026-03-02T22:00Z")]
    // 29 March: clocks go from 01:00 to 02:00. What begins in the hour that is skipped begins when they are put.
    [InlineData("01:30", "03:00", "sun", London, "2026-03-29T00:00Z", "2026-03-29T01:00Z")]
    [InlineData("00:00", "01:30", "sun", London, "2026-03-29T00:59Z", "2026-03-29T00:59Z")]
    [InlineData("00:00", "01:30", "sun", London, "2026-03-29T01:00Z", "2026-04-04T23:00Z")]
    [InlineData("09:00", "17:00", "sun", London, "2026-03-29T00:00Z", "2026-03-29T08:00Z")]
    // All of it is skipped: there is none that day.
    [InlineData("01:10", "01:50", "sun", London, "2026-03-29T00:00Z", "2026-04-05T00:10Z")]
    // It opens once a week, and once in a week it does not.
    [InlineData("02:00", "03:00", "sun", "America/New_York", "2026-03-01T08:00Z", "2026-03-15T06:00Z")]
    // 25 October: clocks go from 02:00 back to 01:00. The hour that comes twice is outside at both edges.
    [InlineData("01:30", "03:00", "sun", London, "2026-10-25T00:00Z", "2026-10-25T01:30Z")]
    [InlineData("00:00", "01:30", "sun", London, "2026-10-25T00:29Z", "2026-10-25T00:29Z")]
    [InlineData("00:00", "01:30", "sun", London, "2026-10-25T00:30Z", "2026-11-01T00:00Z")]
    public void A_window_opens_when_the_clocks_say_so(
        string start, string end, string days, string zone, string now, string opens) =>
        Assert.Equal(Moment(opens), Window(start, end, days, zone).NextOpen("+447700900000", Moment(now)));

    [Theory]
    [InlineData("+85510202101", "2026-03-02T01:00Z")] // Phnom Penh: 08:00
    [InlineData("+18085550100", "2026-03-02T18:00Z")] // Honolulu
    [InlineData("+12085550100", "2026-03-02T16:00Z")] // Idaho has two zones; the later one opens last
    [InlineData("+79161234567", "2026-03-02T05:00Z")] // Moscow
    [InlineData("+8821612345678", "2026-03-02T08:00Z")] // no country
    public void The_window_of_a_number_is_open_when_it_is_open_in_all_zones_that_it_may_be_in(string msisdn, string opens) =>
        Assert.Equal(Moment(opens), Window("08:00", "20:00", "mon", "number").NextOpen(msisdn, Moment("2026-03-01T12:00Z")));

    [Fact]
    public void A_window_too_short_for_all_zones_of_a_number_never_opens()
    {
        // An American number whose area code nobody has: from Hawaii to Newfoundland, and Guam.
        Assert.True(NumberZones.Of("+19995550100").Count > 20);
        Assert.Null(Window("09:00", "12:00", "mon", "number").NextOpen("+19995550100", Moment("2026-03-01T12:00Z")));
    }

    private static CallingWindow Window(string start, string end, string days, string zone)
    {
        var reader = new SettingsReader(new JsonObject { ["start"] = start, ["end"] = end, ["days"] = days, ["time_zone"] = zone });
        var window = CallingWindow.Read(reader);
        Assert.Empty(reader.Problems());
        return window!;
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, null);
}
