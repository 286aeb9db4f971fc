using System.Globalization;
using Microsoft.Extensions.Configuration;
using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded;

/// <summary>The embedded cloud's own settings, read from the environment, <c>local.settings.json</c> or the command line.</summary>
internal sealed record EmbeddedSettings
{
    /// <summary>The setting that chooses the replay mode, of one application or of a whole test run.</summary>
    public const string ReplaySetting = "DURABLE_REPLAY_EVERY_EVENT";

    /// <summary>
    /// <c>PORT</c>: where the functions listen (7071); the ACS service and the simulator's control API listen on the
    /// next port, the Table service on the one after. 0 picks three free ports.
    /// </summary>
    public int Port { get; init; } = 7071;

    /// <summary><c>EMBEDDED_DATA</c>: the folder of the databases (<c>.data</c>), or <c>memory</c> to keep nothing.</summary>
    public string Data { get; init; } = ".data";

    /// <summary><c>EMBEDDED_CLOCK_SPEED</c>: how many times as fast as real time simulated time runs (1).</summary>
    public double ClockSpeed { get; init; } = 1;

    /// <summary><c>SIMULATOR_SEED</c>: the seed of everything random in the simulated phone network (1).</summary>
    public int SimulatorSeed { get; init; } = 1;

    /// <summary><c>SIMULATOR_EMAIL_DOWN</c>: <c>true</c> makes every request to send mail fail with 503.</summary>
    public bool SimulatorEmailDown { get; init; }

    /// <summary>
    /// <c>SIMULATOR_FAULTS</c>: what goes wrong from the start, written as for <c>PUT /simulator/faults</c> (nothing).
    /// </summary>
    public Faults SimulatorFaults { get; init; } = Faults.None;

    /// <summary>
    /// <see cref="ReplaySetting"/>: <c>true</c> rebuilds every orchestrator by replay whenever something happens to it,
    /// to find code that does not survive it.
    /// </summary>
    public bool DurableReplayEveryEvent { get; init; }

    /// <summary><c>DURABLE_IMPRECISION</c>: in what orchestrations run as badly as on Azure (nothing).</summary>
    public Imprecision DurableImprecision { get; init; } = Imprecision.None;

    /// <summary>
    /// <c>SIMULATOR_PEOPLE</c>: what ordinary people are like: a profile's name, or JSON as for
    /// <c>PUT /simulator/people</c> (<c>anyHour</c>).
    /// </summary>
    public PeopleProfile SimulatorPeople { get; init; } = PeopleProfile.AnyHour;

    /// <summary>
    /// <c>SIMULATOR_EVENT_GRID_ENDPOINT</c>: whom Event Grid tells of delivery reports and of calls and messages that
    /// come in (<c>/acs/events</c> of the application).
    /// </summary>
    public Uri? SimulatorEventGridEndpoint { get; init; }

    /// <summary>Whether nothing is kept on disk.</summary>
    public bool InMemory => string.Equals(Data, "memory", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be used; the message names the setting.</exception>
    public static EmbeddedSettings Read(IConfiguration configuration) => new()
    {
        Port = Number(configuration, "PORT", 7071, 0, 65_533),
        Data = Text(configuration, "EMBEDDED_DATA") ?? ".data",
        ClockSpeed = Speed(configuration),
        SimulatorSeed = Number(configuration, "SIMULATOR_SEED", 1, int.MinValue, int.MaxValue),
        SimulatorEmailDown = Flag(configuration, "SIMULATOR_EMAIL_DOWN"),
        SimulatorFaults = Parsed(configuration, "SIMULATOR_FAULTS", FaultSettings.Parse),
        SimulatorPeople = Parsed(configuration, "SIMULATOR_PEOPLE", PeopleSettings.Parse),
        DurableReplayEveryEvent = Flag(configuration, ReplaySetting),
        DurableImprecision = Parsed(configuration, "DURABLE_IMPRECISION", Imprecision.Parse),
        SimulatorEventGridEndpoint = Address(configuration, "SIMULATOR_EVENT_GRID_ENDPOINT"),
    };

    private static bool Flag(IConfiguration configuration, string name) =>
        string.Equals(Text(configuration, name), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Text(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : null;

    private static int Number(IConfiguration configuration, string name, int otherwise, int min, int max)
    {
        if (Text(configuration, name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max
            ? value
            : throw new InvalidOperationException($"{name} must be a whole number from {min} to {max}, not '{text}'.");
    }

    private static Uri? Address(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new InvalidOperationException($"{name} must be an absolute http or https URI, not '{text}'.");
    }

    private static T Parsed<T>(IConfiguration configuration, string name, Func<string?, T> parse)
    {
        try
        {
            return parse(Text(configuration, name));
        }
        catch (FormatException invalid)
        {
            throw new InvalidOperationException($"{name} cannot be used: {invalid.Message}", invalid);
        }
    }

    private static double Speed(IConfiguration configuration)
    {
        const string name = "EMBEDDED_CLOCK_SPEED";
        if (Text(configuration, name) is not { } text)
            return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            && speed is >= 0.001 and <= 100_000
            ? speed
            : throw new InvalidOperationException($"{name} must be a number from 0.001 to 100000, not '{text}'.");
    }
}
