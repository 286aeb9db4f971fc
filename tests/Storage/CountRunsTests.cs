using Switchboard.Storage;

namespace Switchboard.Tests.Storage;

public sealed class CountRunsTests
{
    [Fact]
    public void Neighbours_that_are_equal_are_one_run()
    {
        var counters = CountRuns.Zero.With([(5, 20), (3, 20), (4, 20), (6, 19), (40, 5)]);

        Assert.Equal("3:20x3 19 40:5", counters.ToString());
        Assert.Equal("3:20x4 40:5", counters.With([(6, 1)]).ToString());
        Assert.Equal("3:20 5:20 19 40:5", counters.With([(4, -20)]).ToString());
        Assert.True(counters.With([(3, -20), (4, -20), (5, -20), (6, -19), (40, -5)]).IsZero);
    }

    [Fact]
    public void The_blocks_of_a_segment_without_gaps_need_no_counting()
    {
        const long Segment = 3;
        var ids = Enumerable.Range(0, 200_000).Select(id => (long)id).Where(id => Blocks.SegmentOf(id) == Segment).ToList();

        var counted = CountRuns.Zero.With(ids.CountBy(Blocks.Of).Select(block => (block.Key, (long)block.Value)));

        Assert.Equal(counted.ToString(), Blocks.Full(Segment, ids.Count)?.ToString());
        Assert.Null(Blocks.Full(Segment, ids.Count - 1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void Whoever_has_something_is_a_short_text_however_they_are_spread(int step)
    {
        var numbers = Enumerable.Range(0, 20_000 / step).Select(i => 7L + (i * step)).ToList();
        var counters = CountRuns.Zero.With(numbers.Select(number => (number, 1L)));

        var text = counters.ToString();

        Assert.InRange(text.Length, 1, 3_500);
        Assert.Equal(numbers, CountRuns.Parse(text).All().Select(counter => counter.Number));
        Assert.Equal(text, CountRuns.Parse(text).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whole_counters_that_come_before_a_page_are_left_out(bool fromEnd)
    {
        var counters = CountRuns.Parse("1:3x4 2 9:5 6x2");
        var all = counters.All().ToList();
        for (var skip = 0L; skip <= counters.Sum + 1; skip++)
        {
            var expected = fromEnd ? Enumerable.Reverse(all).ToList() : all.ToList();
            var left = skip;
            while (expected.Count > 0 && left >= expected[0].Count)
            {
                left -= expected[0].Count;
                expected.RemoveAt(0);
            }

            var rest = skip;
            var without = counters.Without(ref rest, fromEnd);

            Assert.Equal(expected.Order(), without.All());
            Assert.Equal(left, rest);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_random_differences_add_up_and_survive_as_text(bool onlyOnes)
    {
        var random = new Random(20171107);
        var model = new SortedDictionary<long, long>();
        var counters = CountRuns.Zero;
        for (var step = 0; step < 2_000; step++)
        {
            // Close together, so that runs grow, meet and break; and far away.
            var number = !onlyOnes && random.Next(10) == 0 ? random.NextInt64(1_000_000_000_000) : 7 + random.Next(60);
            var by = onlyOnes ? 1 - (2 * model.GetValueOrDefault(number)) : random.Next(-2, 3);
            model[number] = model.GetValueOrDefault(number) + by;
            if (model[number] == 0)
                model.Remove(number);
            counters = counters.With([(number, by)]);
            if (!counters.IsZero)
                counters = CountRuns.Parse(counters.ToString());

            Assert.Equal(model.Select(counter => (counter.Key, counter.Value)), counters.All());
        }

        Assert.Equal(model.Values.Sum(), counters.Sum);
    }
}
