using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Tickets;

/// <summary>What a request wants of a new ticket.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Department">Who shall answer.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Message">What was written.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record TicketWish(string Subject, string Department, string Priority, string Message, ValidationErrors Errors)
{
    /// <summary>The longest message of a ticket or a reply.</summary>
    public const int LongestMessage = 5_000;

    private const int LongestSubject = 250;
    private const int LongestWord = 20;

    // The last two were accepted and overwritten before this API was ours.
    private static readonly string[] Known = ["subject", "priority", "department", "message", "user", "code"];
    private static readonly string[] Priorities = ["low", "medium", "high"];
    private static readonly string[] Departments = ["sales", "technical", "security"];

    /// <summary>Reads the wish to open a ticket; everything that is wrong is listed.</summary>
    public static TicketWish From(JsonObject parameters)
    {
        var errors = new ValidationErrors();
        CheckNames(parameters, Known, errors);
        return new TicketWish(
            parameters.RequiredText("subject", LongestSubject, errors),
            OneOf(parameters, "department", Departments, errors),
            OneOf(parameters, "priority", Priorities, errors),
            parameters.RequiredText("message", LongestMessage, errors),
            errors);
    }

    /// <summary>Finds fault with every parameter that is not known.</summary>
    public static void CheckNames(JsonObject parameters, IReadOnlyCollection<string> known, ValidationErrors errors)
    {
        foreach (var (name, _) in parameters)
            errors.AddIf(!known.Contains(name), name, $"Invalid attribute {name}");
    }

    private static string OneOf(JsonObject parameters, string name, string[] values, ValidationErrors errors)
    {
        var text = parameters.RequiredText(name, LongestWord, errors);
        errors.AddIf(text.Length is > 0 and <= LongestWord && !values.Contains(text), name, $"Invalid value for attribute {name}");
        return text;
    }
}
