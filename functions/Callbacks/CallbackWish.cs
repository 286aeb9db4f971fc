using System.Globalization;
using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>What a request wants of a callback; what it does not mention is null.</summary>
/// <param name="Ddi">The account number.</param>
/// <param name="Name">Whom to ask for.</param>
/// <param name="Phone">The number to call.</param>
/// <param name="Ticket">The ticket that it is about.</param>
/// <param name="Platform">What the person uses.</param>
/// <param name="Details">What the note says.</param>
/// <param name="Status">The status.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record CallbackWish(
    long? Ddi,
    string? Name,
    long? Phone,
    long? Ticket,
    string? Platform,
    string? Details,
    string? Status,
    ValidationErrors Errors)
{
    private const int LongestWord = 250;

    // As far as every client's numbers are exact.
    private const long LargestNumber = (1L << 53) - 1;

    private static readonly string[] AllFields = ["ddi", "name", "phone", "ticket", "platform", "details", "status"];
    private static readonly string[] NoteFields = ["details", "status"];

    /// <summary>The wish to create a callback: all but the ticket and the status must be there.</summary>
    public static CallbackWish ToCreate(JsonObject fields)
    {
        var errors = new ValidationErrors();
        CheckNames(fields, AllFields, errors);
        return new CallbackWish(
            Number(fields, "ddi", errors, missing: "No DDI given"),
            Text(fields, "name", LongestWord, errors, missing: "No contact name given"),
            Number(fields, "phone", errors, missing: "No phone number given"),
            Number(fields, "ticket", errors),
            Text(fields, "platform", LongestWord, errors, missing: "No platform given"),
            Text(fields, "details", Document.MaxLength, errors, missing: "No details given"),
            Text(fields, "status", LongestWord, errors),
            errors);
    }

    /// <summary>The wish to add a note: details, a status or both.</summary>
    public static CallbackWish ToUpdate(JsonObject fields)
    {
        var errors = new ValidationErrors();
        CheckNames(fields, NoteFields, errors);
        var details = Text(fields, "details", Document.MaxLength, errors);
        var status = Text(fields, "status", LongestWord, errors);
        if (details is null && status is null && !errors.Any)
            errors.Add("details", "Neither details nor a status given");
        return new CallbackWish(null, null, null, null, null, details, status, errors);
    }

    /// <summary>
    /// A whole number from 0, as JSON numbers, forms and queries write it; a phone number may begin with a plus.
    /// </summary>
    public static bool TryNumber(string? text, out long number)
    {
        number = 0;
        var digits = text is ['+', .. var rest] ? rest : text;
        return digits is not null && digits.All(char.IsAsciiDigit)
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number <= LargestNumber;
    }

    private static void CheckNames(JsonObject fields, string[] known, ValidationErrors errors)
    {
        foreach (var (name, _) in fields)
            errors.AddIf(!known.Contains(name), name, $"Field '{name}' does not exist or cannot be set");
    }

    private static long? Number(JsonObject fields, string name, ValidationErrors errors, string? missing = null)
    {
        var text = fields.Text(name);
        if (IsMissing(fields, name, text, errors, missing))
            return null;
        if (TryNumber(text, out var number))
            return number;
        errors.Add(name, $"Field '{name}' must be a whole number of at most {LargestNumber}");
        return null;
    }

    private static string? Text(JsonObject fields, string name, int maxLength, ValidationErrors errors, string? missing = null)
    {
        var text = fields[name] is JsonValue value && value.TryGetValue<string>(out var given) ? given : null;
        if (IsMissing(fields, name, text, errors, missing))
            return null;
        var isBad = errors.AddIf(string.IsNullOrWhiteSpace(text), name, missing ?? $"Field '{name}' must be a text that is not empty")
            || errors.AddIf(text!.Length > maxLength, name, $"Field '{name}' is longer than {maxLength} characters");
        return isBad ? null : text;
    }

    /// <summary>Whether there is nothing to read; an error where there must be something.</summary>
    private static bool IsMissing(JsonObject fields, string name, string? text, ValidationErrors errors, string? missing)
    {
        var isMissing = fields[name] is null || (text is "" && missing is not null);
        errors.AddIf(isMissing && missing is not null, name, missing ?? "");
        return isMissing;
    }
}
