using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Telephony;

namespace Switchboard.Callbacks;

/// <summary>What a request wants of a call.</summary>
/// <param name="Agent">The number of the agent to connect, in E.164.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record CallWish(string Agent, ValidationErrors Errors)
{
    /// <summary>Reads the wish to call.</summary>
    public static CallWish From(JsonObject fields)
    {
        var errors = new ValidationErrors();
        foreach (var (name, _) in fields)
            errors.AddIf(name != "agent", name, $"Field '{name}' does not exist or cannot be set");
        var text = fields.Text("agent");
        if (errors.AddIf(string.IsNullOrEmpty(text), "agent", "No agent's number given"))
            return new CallWish("", errors);
        var agent = PhoneNumber.Normalize(text!);
        errors.AddIf(agent is null, "agent", "Field 'agent' must be a phone number with its country code");
        return new CallWish(agent ?? "", errors);
    }
}
