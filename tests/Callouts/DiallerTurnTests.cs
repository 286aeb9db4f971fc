using Switchboard.Callouts;

namespace Switchboard.Tests.Callouts;

public class DiallerTurnTests
{
    [Theory]
    [InlineData(-3_600, 1)]
    [InlineData(0.2, 1)] // or it would be due at once where timers are early
    [InlineData(2.5, 2.5)]
    [InlineData(86_400, 86_400)]
    [InlineData(86_400 * 365 * 7_000d, 86_400)] // until the year 9026: no timer waits for so long
    public void A_pause_is_one_that_a_timer_can_wait_for(double seconds, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), DiallerTurn.NextIn(TimeSpan.FromSeconds(seconds)).Pause);
}
