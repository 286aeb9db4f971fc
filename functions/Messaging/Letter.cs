using Switchboard.Identity;

namespace Switchboard.Messaging;

/// <summary>
/// Something to tell people, in words that have no form yet: as mail it becomes text and HTML, as a text message its
/// body alone.
/// </summary>
public sealed record Letter
{
    /// <summary>The most characters of a body; what is longer ends in an ellipsis.</summary>
    public const int LongestBody = 10_000;

    private const int LongestSubject = 300;

    private readonly string _subject = "";
    private readonly string _body = "";

    /// <summary>How it travels.</summary>
    public Channel Channel { get; init; }

    /// <summary>The addresses, or the number of a text message in E.164.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Everybody who has this role when the letter goes out, instead of addresses.</summary>
    public UserType? ToAll { get; init; }

    /// <summary>What it is about, like <c>callbacks/12</c>.</summary>
    public string About { get; init; } = "";

    /// <summary>The thread of mails that it belongs to; null for a mail that begins one.</summary>
    public Guid? Thread { get; init; }

    /// <summary>The subject: one line.</summary>
    public string Subject
    {
        get => _subject;
        init => _subject = Shorten(string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c)), LongestSubject);
    }

    /// <summary>What stands above the body, each with its label.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What it says.</summary>
    public string Body
    {
        get => _body;
        init => _body = Shorten(value, LongestBody);
    }

    /// <summary>Where there is more to read, as a path of this application.</summary>
    public string? Path { get; init; }

    /// <summary>A text of at most so many characters; what is longer ends in an ellipsis.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
            return text;
        // Half of a surrogate pair is no text.
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }
}

/// <summary>A labelled value in a letter.</summary>
public sealed record Fact(string Label, string Value);
