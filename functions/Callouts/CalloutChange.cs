using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>What a request wants of a callout; what it does not mention is null. The status changes by events alone.</summary>
/// <param name="Metadata">The change of the metadata.</param>
/// <param name="Settings">The settings that replace what is there.</param>
/// <param name="Beside">
/// Settings that are named beside the metadata, as later clients of Somleng SCFM do, and that leave the others alone.
/// </param>
/// <param name="CallerNumbers">Our numbers, of which <c>caller_id</c> must be one.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record CalloutChange(
    MetadataChange? Metadata,
    JsonObject? Settings,
    JsonObject Beside,
    IReadOnlyList<string> CallerNumbers,
    ValidationErrors Errors)
{
    private const string Name = "settings";

    private static readonly string[] NamesBeside = ["call_flow_logic", "audio_url"];

    /// <summary>Whether calls go otherwise afterwards.</summary>
    public bool ChangesSettings => Settings is not null || Beside.Count > 0;

    /// <summary>Reads the wish to create or update a callout.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="callerNumbers">Our numbers.</param>
    public static CalloutChange From(JsonObject parameters, IReadOnlyList<string> callerNumbers)
    {
        var errors = new ValidationErrors();
        var metadata = MetadataChange.Read(parameters, errors);
        var settings = MetadataParameter.Read(parameters, Name, errors);
        var beside = new JsonObject(NamesBeside
            .Where(parameters.Has)
            .Select(name => KeyValuePair.Create(name, parameters[name]?.DeepClone())));
        var change = new CalloutChange(metadata, settings, beside, callerNumbers, errors);
        if (settings is not null)
            change.SettingsAfter("{}", errors);
        return change;
    }

    /// <summary>The settings afterwards.</summary>
    /// <param name="before">Those before.</param>
    /// <param name="errors">Says what is wrong with them.</param>
    public string SettingsAfter(string before, ValidationErrors errors)
    {
        if (!ChangesSettings)
            return before;
        var settings = Settings?.DeepClone().AsObject() ?? Document.Read(before);
        foreach (var (name, value) in Beside)
        {
            settings.Remove(name);
            if (value is not null)
                settings[name] = value.DeepClone();
        }

        foreach (var problem in CalloutSettings.Problems(settings, CallerNumbers))
        {
            var own = Beside.Select(setting => setting.Key)
                .FirstOrDefault(name => problem.StartsWith($"{name} ", StringComparison.Ordinal));
            errors.Add(own ?? Name, own is null ? problem : problem[(own.Length + 1)..]);
        }

        if (Document.Problem(settings) is { } tooMuch)
            errors.Add(Name, tooMuch);
        return Document.Write(settings);
    }
}
