namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What is known of a call, during it and ever after.</summary>
internal sealed record CallRecord
{
    /// <summary>Counts the calls from 1, oldest first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The same as <see cref="CallConnectionId"/>.</summary>
    public string Id => CallConnectionId;

    public required string CallConnectionId { get; init; }

    public required string ServerCallId { get; init; }

    public required string CorrelationId { get; init; }

    public CallDirection Direction { get; init; }

    public required string To { get; init; }

    public required string From { get; init; }

    /// <summary>The person at the other end, whoever called.</summary>
    public string Remote => Direction == CallDirection.Incoming ? From : To;

    public string? DisplayName { get; init; }

    /// <summary>Where its events go; null as long as nobody has taken a call that came in.</summary>
    public required string? CallbackUri { get; init; }

    public string? OperationContext { get; init; }

    public string? RepeatabilityRequestId { get; init; }

    /// <summary>Whether prompts can be read aloud and words understood in it.</summary>
    public bool HasSpeech { get; init; }

    /// <summary>Who took it in the application's name, and to whom it was redirected; of calls that came in.</summary>
    public string? AnsweredBy { get; init; }

    public string? RedirectedTo { get; init; }

    /// <summary>Which attempt to call this number it was, or which call from it, from 1.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began to ring.</summary>
    public DateTimeOffset? RingingAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public CallState State { get; init; }

    /// <summary>Null until it is known.</summary>
    public CallOutcome? Outcome { get; init; }

    /// <summary>How it ended; null until then, and when nobody was there to see.</summary>
    public CallResult? Result { get; init; }

    /// <summary>Who is on the line, or was at the end.</summary>
    public IReadOnlyList<CallParty> Parties { get; init; } = [];

    /// <summary>The keys that the application sent, in order.</summary>
    public string SentTones { get; init; } = "";

    /// <summary>The keys that were pressed, in order.</summary>
    public string Tones { get; init; } = "";

    /// <summary>What was played, in order.</summary>
    public IReadOnlyList<PromptHeard> Prompts { get; init; } = [];

    /// <summary>What was said at the other end, in order.</summary>
    public IReadOnlyList<WordsSaid> Said { get; init; } = [];
}

/// <summary>Something that a person or a machine said.</summary>
internal sealed record WordsSaid(string Text, DateTimeOffset StartedAt);

/// <summary>Something that was played: a file's URI or a text.</summary>
internal sealed record PromptHeard(string Kind, string Content, DateTimeOffset StartedAt);
