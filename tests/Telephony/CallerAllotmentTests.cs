using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Tests.Telephony;

/// <summary>Who may make how many calls from which number.</summary>
public class CallerAllotmentTests
{
    private const string One = "+442079460001";
    private const string Two = "+442079460002";

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 5, 4)] // two numbers, two calls each
    [InlineData(1, 0, 5, 3)]
    [InlineData(2, 2, 5, 1)] // all of one, and half of the other, are taken
    [InlineData(0, 4, 5, 0)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 3, 5, 1)] // others hold three
    public void Nobody_gets_more_than_is_free(int inFlight, int heldByOthers, int wanted, int expected)
    {
        var numbers = new[] { (One, Math.Min(heldByOthers, 2)), (Two, Math.Max(heldByOthers - 2, 0)) }
            .ToDictionary(number => number.Item1, number => Held(number.Item1, ("others", number.Item2)));
        var mine = new Dictionary<string, int> { [One] = Math.Min(inFlight, 1), [Two] = Math.Max(inFlight - 1, 0) };

        var calls = new CallerAllotment(2, numbers, []).Of("me", mine, wanted, 0, Noon);

        Assert.Equal(expected, calls.Values.Sum());
        Assert.All(calls, number => Assert.InRange(
            number.Value + mine[number.Key] + numbers[number.Key].HeldByOthers("me"), 0, 2));
    }

    [Theory]
    [InlineData(10, 100, 5)] // both want all: half
    [InlineData(10, 2, 8)] // the other wants little: the rest
    [InlineData(1, 100, 1)] // one is left, and whoever comes first may have it
    public void While_another_waits_nobody_gets_more_than_an_equal_part(int limit, int missing, int expected)
    {
        var numbers = new Dictionary<string, CallerNumber> { [One] = Held(One) };
        var behind = new CallerWish("other", null, missing, 0, Noon.AddSeconds(1), Noon);

        Assert.Equal(expected, new CallerAllotment(limit, numbers, [behind]).Of("me", NoCalls, 100, 0, Noon).Values.Sum());
    }

    [Fact]
    public void Who_has_waited_longer_is_served_first()
    {
        var numbers = new Dictionary<string, CallerNumber> { [One] = Held(One) };
        var ahead = new CallerWish("other", null, 5, 0, Noon.AddSeconds(-1), Noon);

        Assert.Equal(1, new CallerAllotment(2, numbers, [ahead]).Of("me", NoCalls, 5, 0, Noon).Values.Sum());
        Assert.Empty(new CallerAllotment(1, numbers, [ahead]).Of("me", NoCalls, 5, 0, Noon));
    }

    [Fact]
    public void Who_needs_two_calls_at_once_gets_both_or_none_and_others_let_them_gather()
    {
        var busy = new Dictionary<string, CallerNumber> { [One] = Held(One, ("other", 1)) };
        var free = new Dictionary<string, CallerNumber> { [One] = Held(One) };
        var greedy = new CallerWish("other", null, 100, 0, Noon.AddSeconds(1), Noon);
        var pair = new CallerWish("pair", null, 2, 2, Noon, Noon);

        Assert.Empty(new CallerAllotment(2, busy, [greedy]).Of("pair", NoCalls, 2, 2, Noon));
        Assert.Empty(new CallerAllotment(2, busy, [pair]).Of("other", NoCalls, 100, 0, Noon.AddSeconds(1)));
        Assert.Equal(2, new CallerAllotment(2, free, [greedy]).Of("pair", NoCalls, 2, 2, Noon).Values.Sum());
        // One call at a time will never be two: nobody waits for that.
        Assert.Equal(1, new CallerAllotment(1, free, [pair]).Of("other", NoCalls, 100, 0, Noon.AddSeconds(1)).Values.Sum());
    }

    [Fact]
    public void Who_waits_for_one_number_does_not_keep_others_from_the_rest()
    {
        var numbers = new Dictionary<string, CallerNumber> { [One] = Held(One), [Two] = Held(Two) };
        var ahead = new CallerWish("other", One, 100, 0, Noon.AddSeconds(-1), Noon);

        var calls = new CallerAllotment(2, numbers, [ahead]).Of("me", NoCalls, 100, 0, Noon);

        Assert.Equal(2, Assert.Single(calls, number => number.Key == Two).Value);
    }

    [Fact]
    public void Whoever_got_something_goes_to_the_end_of_the_line_and_who_has_all_leaves_it()
    {
        var line = CallerLine.Empty
            .After("first", null, gotten: 0, missing: 3, least: 0, Noon)
            .After("second", null, gotten: 0, missing: 3, least: 0, Noon.AddSeconds(1))
            .After("first", null, gotten: 1, missing: 2, least: 0, Noon.AddSeconds(2));
        Assert.True(line.Since("second") < line.Since("first"));

        Assert.Null(line.After("first", null, gotten: 2, missing: 0, least: 0, Noon.AddSeconds(3)).Since("first"));
        // Who has not looked for a minute is not waited for.
        Assert.Empty(line.Others("me", Noon.AddMinutes(2)));
    }

    [Fact]
    public void A_line_does_not_change_while_nothing_about_it_matters()
    {
        var line = CallerLine.Empty.After("only", null, gotten: 0, missing: 3, least: 0, Noon);

        Assert.Same(line, line.After("only", null, gotten: 2, missing: 9, least: 0, Noon.AddSeconds(5)));
        Assert.NotSame(line, line.After("only", null, gotten: 2, missing: 9, least: 0, Noon.AddSeconds(30)));
    }

    [Fact]
    public void A_line_of_any_length_fits_its_property()
    {
        var now = Noon.AddTicks(1_234_567);
        var line = Enumerable.Range(0, 300).Aggregate(
            CallerLine.Empty, (line, i) => line.After($"callouts-{1_000_000 + i}", One, gotten: 0, missing: 10_000, least: 0, now));

        Assert.InRange(line.Waiting.Count, 100, 300);
        Assert.InRange(line.Wishes.Length, 1, Document.MaxLength);
    }

    private static IReadOnlyDictionary<string, int> NoCalls => new Dictionary<string, int>();

    [Fact]
    public void As_many_holders_as_a_number_can_have_calls_fit_its_row()
    {
        var holders = Enumerable.Range(0, 500).Select(i => ($"callbacks-{long.MaxValue - i}", 1)).ToArray();

        var row = Held(One, holders);

        Assert.InRange(row.Shares.Length, 1, 32_768);
        var read = new CallerNumber { Shares = row.Shares };
        Assert.Equal(500, read.HeldByOthers("me"));
        Assert.Equal(new CallerShare(1, Noon.AddMinutes(1)), read.Holders[holders[7].Item1]);
    }

    private static CallerNumber Held(string number, params (string Holder, int Calls)[] shares) => shares.Aggregate(
        CallerNumber.Unused(number),
        (row, share) => row.With(share.Holder, new CallerShare(share.Calls, Noon.AddMinutes(1))));
}
