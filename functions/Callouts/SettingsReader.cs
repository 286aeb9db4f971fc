using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Reads settings that a client sent, typed as JSON or as the texts of a form, and keeps what is wrong with them. A
/// setting that is missing, null or an empty text is not set; one that nobody asks for is wrong, as it is misspelt.
/// </summary>
/// <param name="settings">The settings.</param>
/// <param name="path">Where they stand, in front of their names: <c>calling_window.</c>.</param>
internal sealed class SettingsReader(JsonObject settings, string path = "")
{
    private static readonly string[] MomentFormats =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private readonly List<string> _problems = [];
    private readonly HashSet<string> _known = [];

    /// <summary>What is wrong, each naming its setting.</summary>
    public IEnumerable<string> Problems() =>
        _problems.Concat(settings.Select(setting => setting.Key).Except(_known).Select(name => $"{path}{name} is not a setting"));

    /// <summary>Says that a setting is wrong.</summary>
    public void Refuse(string name, string problem) => _problems.Add($"{path}{name} {problem}");

    /// <summary>A text.</summary>
    public string? Text(string name, int longest) => Read(name, $"must be a text of at most {longest} characters", value =>
        value is JsonValue scalar && scalar.Scalar() is var text && text.Length <= longest ? text : null);

    /// <summary>An http(s) address.</summary>
    public string? WebAddress(string name, int longest) => Read(
        name, $"must be an http(s) address of at most {longest} characters", value =>
        value is JsonValue scalar
        && scalar.Scalar().Length <= longest
        && Uri.TryCreate(scalar.Scalar(), UriKind.Absolute, out var address)
        && address.Scheme is ("http" or "https")
            ? scalar.Scalar()
            : null);

    /// <summary>A phone number, in E.164 or as people write it.</summary>
    public string? PhoneNumber(string name) => Read(name, ValidationErrors.InvalidNumber, value =>
        value is JsonValue scalar ? Telephony.PhoneNumber.Normalize(scalar.Scalar()) : null);

    /// <summary>A whole number.</summary>
    public int? Number(string name, int least, int most) => Read<int?>(
        name, $"must be a whole number from {least} to {most}", value =>
        value is JsonValue scalar
        && int.TryParse(scalar.Scalar(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : null);

    /// <summary>A moment in ISO 8601, with its offset from UTC.</summary>
    public DateTimeOffset? Moment(string name) => Read<DateTimeOffset?>(
        name, "must be a moment in ISO 8601 with its offset from UTC", value =>
        value is JsonValue scalar
        && scalar.GetValueKind() == JsonValueKind.String
        && DateTimeOffset.TryParseExact(
            scalar.Scalar().Replace("Z", "+00:00", StringComparison.Ordinal),
            MomentFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment)
            ? moment
            : null);

    /// <summary>Some of a fixed list of states, as an array or with commas between them.</summary>
    public IReadOnlySet<CallStatus>? Choices(string name, IReadOnlyList<CallStatus> choices)
    {
        var names = choices.ToDictionary(choice => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString()));
        return Read(name, $"must be some of {string.Join(", ", names.Keys)}", value =>
            Texts(value) is { } texts && texts.All(names.ContainsKey) ? texts.Select(text => names[text]).ToFrozenSet() : null);
    }

    /// <summary>Some texts, as an array or with commas between them.</summary>
    public IReadOnlyList<string>? List(string name, string problem) => Read(name, problem, Texts);

    /// <summary>Settings within the settings, with what is wrong with them kept here.</summary>
    public T? Object<T>(string name, Func<SettingsReader, T?> read)
        where T : class
    {
        var inner = Read(name, "must be an object", value => value as JsonObject);
        if (inner is null)
            return null;
        var reader = new SettingsReader(inner, $"{path}{name}.");
        var made = read(reader);
        _problems.AddRange(reader.Problems());
        return made;
    }

    private static List<string>? Texts(JsonNode value) => value switch
    {
        JsonArray list when list.All(item => item is JsonValue) => [.. list.Select(item => item!.AsValue().Scalar())],
        JsonValue text => [.. text.Scalar().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        _ => null,
    };

    private T? Read<T>(string name, string problem, Func<JsonNode, T?> read)
    {
        _known.Add(name);
        if (settings[name] is not { } value || (value is JsonValue text && text.Scalar() is ""))
            return default;
        var made = read(value);
        if (made is null)
            Refuse(name, problem);
        return made;
    }
}
