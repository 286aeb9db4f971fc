using Switchboard.Messaging;

namespace Switchboard.Tests.Messaging;

public sealed class LetterTests
{
    [Fact]
    public void A_subject_is_one_line_and_what_is_too_long_is_shortened_between_characters()
    {
        Assert.Equal("a  b\u00A0c", new Letter { Subject = "a\r\nb\u00A0c" }.Subject);
        Assert.Equal(new string('x', 299) + "…", new Letter { Subject = new string('x', 301) }.Subject);
        Assert.Equal(new string('x', 10_000), new Letter { Body = new string('x', 10_000) }.Body);
        Assert.Equal(
            new string('x', 9_998) + "…", new Letter { Body = new string('x', 9_998) + "😀" + new string('x', 10) }.Body);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 2)]
    [InlineData(5, 0)]
    public void A_pace_leaves_room_for_what_was_not_used(int used, int room)
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 5, TimeSpan.Zero);
        var limits = new PaceLimits(5, 7);
        var pace = new Pace().With(used, now);

        Assert.Equal(room, pace.Room(limits, now));
        // The step ends at 9:00:10, and what was used in it counts for a minute from then.
        Assert.Equal(room > 0 ? now : now.AddSeconds(65), pace.NextRoom(limits, now));
        Assert.Equal(5, pace.With(0, now).Room(limits with { PerHour = 100 }, now.AddSeconds(65)));
        Assert.Equal(Math.Min(5, 7 - used), pace.Room(limits, now.AddMinutes(30)));
        Assert.Equal(0, (pace with { BlockedUntil = now.AddSeconds(1) }).Room(limits, now));
    }
}
