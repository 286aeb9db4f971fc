using System.Text.Json.Serialization;

namespace Switchboard.Identity;

/// <summary>
/// A user as the API shows it, with the token where it may be seen. Users inside other things are
/// <see cref="EmbeddedUserJson"/>: they never carry a token.
/// </summary>
public sealed record UserJson(
    string? Token, string Email, UserType UserType, string Name, [property: JsonPropertyOrder(1)] long Id)
{
    /// <summary>Shows a user with this token, or with none.</summary>
    public static UserJson From(User user, string? token) => new(token, user.Email, user.Type, user.Name, user.Id);
}

/// <summary>Whose something is.</summary>
public sealed record EmbeddedUserJson(string Email, UserType UserType, string Name);
