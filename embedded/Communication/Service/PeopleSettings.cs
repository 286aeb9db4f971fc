using System.Text;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// What ordinary people are like, as the control API and the setting <c>SIMULATOR_PEOPLE</c> write it: the name of a
/// profile, and what is otherwise, as in
/// <c>{"profile":"homes","timeZone":"Europe/London","answerRate":0.5,"ringSeconds":{"median":12}}</c>.
/// </summary>
internal static class PeopleSettings
{
    private const double HighestFactor = 10;
    private const double LongestSeconds = 86_400;

    public static PeopleProfile Read(RequestBody body)
    {
        PersonScript.CheckNames(
            body, "profile", "timeZone", "answerRate", "hours", "invalidRate", "impatientRate", "pressRate",
            "interruptRate", "speakRate", "callBackRate", "ringSeconds", "talkSeconds", "callBackSeconds");
        var profile = body.Text("profile") is { } name ? Named(name) : PeopleProfile.AnyHour;
        double Rate(string of, double otherwise) => body.Fraction(of, 0, 1) ?? otherwise;
        return profile with
        {
            Zone = body.Text("timeZone") is { } zone ? Zone(zone) : profile.Zone,
            AnswerRate = Rate("answerRate", profile.AnswerRate),
            Hours = Hours(body) ?? profile.Hours,
            InvalidRate = Rate("invalidRate", profile.InvalidRate),
            ImpatientRate = Rate("impatientRate", profile.ImpatientRate),
            PressRate = Rate("pressRate", profile.PressRate),
            InterruptRate = Rate("interruptRate", profile.InterruptRate),
            SpeakRate = Rate("speakRate", profile.SpeakRate),
            CallBackRate = Rate("callBackRate", profile.CallBackRate),
            Ringing = ReadSpread(body, "ringSeconds", profile.Ringing),
            Talking = ReadSpread(body, "talkSeconds", profile.Talking),
            CallingBack = ReadSpread(body, "callBackSeconds", profile.CallingBack),
        };
    }

    /// <summary>Reads the setting: a name alone, or JSON.</summary>
    /// <exception cref="FormatException">It says something else than what people are like.</exception>
    public static PeopleProfile Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return PeopleProfile.AnyHour;
        try
        {
            return text.TrimStart().StartsWith('{')
                ? Read(RequestBody.Parse(Encoding.UTF8.GetBytes(text)))
                : Named(text.Trim());
        }
        catch (ServiceError invalid)
        {
            throw new FormatException(invalid.Message, invalid);
        }
    }

    public static object Write(PeopleProfile profile) => new
    {
        profile = profile.Name,
        timeZone = profile.Zone.Id,
        profile.AnswerRate,
        profile.Hours,
        profile.InvalidRate,
        profile.ImpatientRate,
        profile.PressRate,
        profile.InterruptRate,
        profile.SpeakRate,
        profile.CallBackRate,
        ringSeconds = Write(profile.Ringing),
        talkSeconds = Write(profile.Talking),
        callBackSeconds = Write(profile.CallingBack),
    };

    private static PeopleProfile Named(string name) =>
        PeopleProfile.All.FirstOrDefault(profile => profile.Name == name)
        ?? throw ServiceError.InvalidArgument(
            $"profile must be one of {string.Join(", ", PeopleProfile.All.Select(profile => profile.Name))}.");

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? zone
        : throw ServiceError.InvalidArgument($"timeZone '{id}' is not known on this machine.");

    private static IReadOnlyList<double>? Hours(RequestBody body)
    {
        var hours = body.Fractions("hours", 0, HighestFactor);
        return hours.Count switch
        {
            0 => null,
            24 => hours,
            _ => throw ServiceError.InvalidArgument("hours must hold 24 factors, the first for midnight."),
        };
    }

    private static Spread ReadSpread(RequestBody body, string name, Spread otherwise)
    {
        if (body.Object(name) is not { } given)
            return otherwise;
        PersonScript.CheckNames(given, "median", "from", "to", "sigma");
        var spread = new Spread(
            given.Fraction("median", 0, LongestSeconds) ?? otherwise.MedianSeconds,
            given.Fraction("from", 0, LongestSeconds) ?? otherwise.FromSeconds,
            given.Fraction("to", 0, LongestSeconds) ?? otherwise.ToSeconds,
            given.Fraction("sigma", 0, 3) ?? otherwise.Sigma);
        return spread.FromSeconds <= spread.ToSeconds
            ? spread
            : throw ServiceError.InvalidArgument($"{name}.from is more than {name}.to.");
    }

    private static object Write(Spread spread) =>
        new { median = spread.MedianSeconds, from = spread.FromSeconds, to = spread.ToSeconds, sigma = spread.Sigma };
}
