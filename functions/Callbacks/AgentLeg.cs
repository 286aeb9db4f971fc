using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>
/// The agent's part in a call to somebody who waits. Keys: the call's ledger <c>callbacks-{id}</c>, so that it begins with
/// the call; RowKey is <c>agent.{call}</c>.
/// </summary>
public sealed record AgentLeg : Row
{
    /// <summary>The agent's number in E.164.</summary>
    public string Agent { get; set; } = "";

    /// <summary>Our number that the agent is called from, in E.164.</summary>
    public string From { get; set; } = "";

    /// <summary>When the agent joined the call.</summary>
    public DateTimeOffset? JoinedAt { get; set; }

    /// <summary>Why the agent did not.</summary>
    public string? Refusal { get; set; }

    /// <summary>The place, in the order of what ACS tells of who is there, of two being there.</summary>
    public int? TogetherSince { get; set; }

    /// <summary>The row key of the leg of a call.</summary>
    public static string KeyOf(long call) => $"agent.{Storage.RowKey.Number(call)}";
}
