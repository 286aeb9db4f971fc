using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Identity;

/// <summary>What a request wants of a new user.</summary>
/// <param name="Email">The mail address.</param>
/// <param name="Name">The name.</param>
/// <param name="Type">The role.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record UserWish(string Email, string Name, UserType Type, ValidationErrors Errors)
{
    // The limits of the ticketing system that the API comes from.
    private const int LongestEmail = 150;
    private const int LongestName = 50;

    private static readonly string[] Known = ["email", "name", "user_type"];

    /// <summary>Reads the wish to create a user.</summary>
    public static UserWish From(JsonObject parameters)
    {
        var errors = new ValidationErrors();
        foreach (var (name, _) in parameters)
            errors.AddIf(!Known.Contains(name), name, $"Invalid attribute {name}");
        var email = parameters.RequiredText("email", LongestEmail, errors);
        errors.AddIf(email.Length > 0 && !IsAddress(email), "email", "Invalid value for attribute email");
        var userName = parameters.RequiredText("name", LongestName, errors);
        return new UserWish(email, userName, Role(parameters, errors), errors);
    }

    private static UserType Role(JsonObject parameters, ValidationErrors errors)
    {
        switch (parameters.RequiredText("user_type", LongestName, errors))
        {
            case "customer":
                return UserType.Customer;
            case "staff":
                return UserType.Staff;
            case "":
                return default;
            default:
                errors.Add("user_type", "Invalid value for attribute user_type");
                return default;
        }
    }

    private static bool IsAddress(string email) =>
        email.IndexOf('@') is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1
        && email.All(c => c is > ' ' and < '\u007F' and not ('<' or '>' or ',' or ';' or '"'));
}
