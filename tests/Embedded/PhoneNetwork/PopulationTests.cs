using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Tests.Embedded.PhoneNetwork;

/// <summary>Who is behind the numbers.</summary>
public sealed class PopulationTests
{
    private static readonly DateTimeOffset Noon = new(2025, 9, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void About_seven_of_ten_ordinary_people_answer_and_everything_else_happens_too()
    {
        var people = new Population();
        var reactions = Ordinary(2_000).Select(number => people.Meet(new Chance(1, number, 1), Noon).Reaction).ToList();

        double Share(CallOutcome reaction) => reactions.Count(met => met == reaction) / (double)reactions.Count;
        Assert.InRange(Share(CallOutcome.Answered), 0.66, 0.74);
        Assert.InRange(Share(CallOutcome.NoAnswer), 0.08, 0.16);
        Assert.InRange(Share(CallOutcome.Busy), 0.04, 0.10);
        Assert.InRange(Share(CallOutcome.Voicemail), 0.03, 0.09);
        Assert.InRange(Share(CallOutcome.Declined), 0.01, 0.05);
        Assert.InRange(Share(CallOutcome.Invalid), 0.01, 0.04);
    }

    [Fact]
    public void The_same_seed_tells_the_same_story_and_another_seed_another()
    {
        var people = new Population();
        List<Person> Meet(int seed) => [.. Ordinary(100).Select(number => people.Meet(new Chance(seed, number, 1), Noon))];

        var story = Meet(7).Select(Telling).ToList();

        Assert.Equal(story, Meet(7).Select(Telling));
        Assert.NotEqual(story, Meet(8).Select(Telling));
    }

    [Fact]
    public void A_number_that_does_not_exist_never_does_and_others_may_answer_the_next_time()
    {
        var people = new Population();
        List<CallOutcome> Attempts(string number) =>
            [.. Enumerable.Range(1, 20).Select(attempt => people.Meet(new Chance(1, number, attempt), Noon).Reaction)];

        var numbers = Ordinary(1_000).Select(Attempts).ToList();

        Assert.All(
            numbers.Where(attempts => attempts.Contains(CallOutcome.Invalid)),
            attempts => Assert.Single(attempts.Distinct()));
        Assert.All(
            numbers.Where(attempts => !attempts.Contains(CallOutcome.Invalid)),
            attempts => Assert.Contains(CallOutcome.Answered, attempts));
    }

    [Fact]
    public void Every_duration_is_a_tenth_of_a_second_or_many()
    {
        var people = new Population();
        var durations = Ordinary(500).Select(number => people.Meet(new Chance(1, number, 1), Noon))
            .SelectMany(person => new[] { person.RingTime, person.Patience, person.ThinkTime, person.ListenTime })
            .OfType<TimeSpan>();

        Assert.All(durations, duration => Assert.Equal(0, duration.Ticks % TimeSpan.FromMilliseconds(100).Ticks));
    }

    [Theory]
    [InlineData("01", nameof(CallOutcome.Busy))]
    [InlineData("02", nameof(CallOutcome.NoAnswer))]
    [InlineData("03", nameof(CallOutcome.Invalid))]
    [InlineData("04", nameof(CallOutcome.Voicemail))]
    [InlineData("05", nameof(CallOutcome.Declined))]
    [InlineData("06", nameof(CallOutcome.Answered))]
    [InlineData("07", nameof(CallOutcome.Answered))]
    [InlineData("08", nameof(CallOutcome.Answered))]
    public void Magic_endings_are_the_same_for_every_seed(string ending, string reaction)
    {
        var people = new Population();

        var met = Enumerable.Range(0, 20)
            .Select(seed => people.Meet(new Chance(seed, $"+4477009{seed:000}{ending}", 1), Noon));

        Assert.All(met, person => Assert.Equal(reaction, person.Reaction.ToString()));
    }

    [Theory]
    [InlineData(3, 0.01, 0.07)]
    [InlineData(12, 0.50, 0.62)]
    [InlineData(19, 0.78, 0.90)]
    public void Homes_answer_in_the_evening_and_hardly_at_night(int hour, double least, double most)
    {
        var people = new Population(PeopleProfile.Homes);
        var moment = new DateTimeOffset(2025, 9, 1, hour, 30, 0, TimeSpan.Zero);

        var answered = Ordinary(1_000).Count(
            number => people.Meet(new Chance(1, number, 1), moment).Reaction == CallOutcome.Answered);

        Assert.InRange(answered / 1_000.0, least, most);
    }

    [Fact]
    public void The_hour_is_that_of_where_they_live()
    {
        var utc = PeopleProfile.Offices;
        var london = PeopleSettings.Parse("""{"profile":"offices","timeZone":"Europe/London"}""");
        var eightInSummer = new DateTimeOffset(2025, 7, 1, 7, 30, 0, TimeSpan.Zero);

        Assert.Equal(utc.AnswerRateAt(eightInSummer.AddHours(1)), london.AnswerRateAt(eightInSummer));
        Assert.NotEqual(utc.AnswerRateAt(eightInSummer), london.AnswerRateAt(eightInSummer));
    }

    [Fact]
    public void Times_are_spread_around_their_median()
    {
        var people = new Population();
        var talks = Ordinary(2_000)
            .Select(number => people.Meet(new Chance(1, number, 1), Noon))
            .Where(person => person.Reaction == CallOutcome.Answered)
            .Select(person => person.TalkTime.TotalSeconds).Order().ToList();

        Assert.InRange(talks[talks.Count / 2], 68, 82);
        Assert.InRange(talks.Count(talk => talk < 75 * 0.45) / (double)talks.Count, 0.12, 0.20);
        Assert.True(talks.Average() > talks[talks.Count / 2] * 1.2, "Most of the talking is done by few.");
        Assert.All(talks, talk => Assert.InRange(talk, 20, 600));
    }

    [Fact]
    public void Some_of_those_who_missed_a_call_call_back_and_nobody_else()
    {
        var people = new Population(PeopleProfile.AnyHour with { CallBackRate = 0.25 });
        var met = Ordinary(4_000).Select(number => people.Meet(new Chance(1, number, 1), Noon)).ToList();
        var missed = met.Where(person => person.Reaction is not (CallOutcome.Answered or CallOutcome.Invalid)).ToList();

        Assert.InRange(missed.Count(person => person.CallsBackAfter is not null) / (double)missed.Count, 0.21, 0.29);
        Assert.All(met.Except(missed), person => Assert.Null(person.CallsBackAfter));
    }

    [Fact]
    public void What_people_are_like_is_a_name_or_what_differs()
    {
        var some = PeopleSettings.Parse("""{"answerRate":0.5,"ringSeconds":{"median":12},"callBackRate":0}""");

        Assert.Same(PeopleProfile.Homes, PeopleSettings.Parse("homes"));
        Assert.Equal(
            PeopleProfile.AnyHour with { AnswerRate = 0.5, CallBackRate = 0, Ringing = new Spread(12, 3, 20) }, some);
        foreach (var nonsense in (string[])["martians", "{", """{"answers":1}""", """{"hours":[1]}""", """{"timeZone":"x"}"""])
            Assert.Throws<FormatException>(() => PeopleSettings.Parse(nonsense));
    }

    [Fact]
    public void Draws_are_even()
    {
        var draws = Enumerable.Range(0, 10_000)
            .Select(attempt => new Chance(1, "+447700900123", attempt).Draw("x"))
            .ToList();

        Assert.All(draws, draw => Assert.InRange(draw, 0, 0.9999999999999999));
        Assert.All(
            Enumerable.Range(0, 10),
            tenth => Assert.InRange(draws.Count(draw => (int)(draw * 10) == tenth), 850, 1150));
    }

    private static IEnumerable<string> Ordinary(int count) =>
        Enumerable.Range(0, 100_000).Select(index => $"+44770{index:000000}")
            .Where(number => MagicNumbers.Find(number) is null).Take(count);

    private static object Telling(Person person) =>
        (person.Reaction, person.RingTime, person.ListenTime, person.Patience, string.Join(',', person.Tones));
}
