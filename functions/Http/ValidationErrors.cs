namespace Switchboard;

/// <summary>
/// What is wrong with a change that somebody asked for: messages by attribute, both in the order in which they were
/// found. An error of no single attribute stands under <see cref="Base"/>.
/// </summary>
public sealed class ValidationErrors
{
    /// <summary>The key of errors that belong to the whole, such as a blocked deletion.</summary>
    public const string Base = "base";

    /// <summary>A required value is missing or empty.</summary>
    public const string Blank = "can't be blank";

    /// <summary>A phone number that no numbering plan knows.</summary>
    public const string InvalidNumber = "is an invalid number";

    /// <summary>A unique value that something else has.</summary>
    public const string Taken = "has already been taken";

    /// <summary>A value outside its fixed list.</summary>
    public const string NotIncluded = "is not included in the list";

    /// <summary>A value of the wrong shape.</summary>
    public const string Invalid = "is invalid";

    /// <summary>A reference to something that does not exist.</summary>
    public const string MustExist = "must exist";

    private readonly OrderedDictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>The messages by attribute.</summary>
    public IReadOnlyDictionary<string, List<string>> Messages => _messages;

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _messages.Count > 0;

    /// <summary>Errors that consist of one message.</summary>
    public static ValidationErrors Of(string attribute, string message) =>
        new ValidationErrors().Add(attribute, message);

    /// <summary>Adds a message; the same message of the same attribute counts once.</summary>
    public ValidationErrors Add(string attribute, string message)
    {
        if (!_messages.TryGetValue(attribute, out var messages))
            _messages.Add(attribute, messages = []);
        if (!messages.Contains(message))
            messages.Add(message);
        return this;
    }

    /// <summary>Adds a message if <paramref name="wrong"/>; answers it, so that checks can be chained.</summary>
    public bool AddIf(bool wrong, string attribute, string message)
    {
        if (wrong)
            Add(attribute, message);
        return wrong;
    }
}
