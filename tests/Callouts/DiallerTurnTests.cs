using Switchboard.Callouts;

namespace Switchboard.Tests.Callouts;

public class DiallerTurnTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 1)]
    [InlineData(24, 24)]
    [InlineData(24 * 365 * 7_000, 24)] // until the year 9026: no timer waits for so long
    public void A_pause_is_one_that_a_timer_can_wait_for(int hours, int expected) =>
        Assert.Equal(TimeSpan.FromHours(expected), DiallerTurn.NextIn(TimeSpan.FromHours(hours)).Pause);
}
