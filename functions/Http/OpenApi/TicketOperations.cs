using System.Text.Json.Nodes;
using Switchboard.Identity;

namespace Switchboard.Http.OpenApi;

/// <summary>The operations of the tickets family and of its users, by their manners.</summary>
public static class TicketOperations
{
    /// <summary>Answers with a bare array: all, or the page that was asked for.</summary>
    public static OperationDescription ListsInTickets<T>(this OperationDescription operation, params IEnumerable<T> examples) => operation
        .Paged()
        .Ok(
            "The list, or a page of it.",
            Content.JsonArray(operation.Api, examples),
            AnswerHeaders.Total(operation.Api),
            AnswerHeaders.Link(operation.Api));

    /// <summary>Answers with a thing.</summary>
    public static OperationDescription ShowsInTickets<T>(this OperationDescription operation, T example) =>
        operation.Ok("It.", Content.Json(operation.Api, example));

    /// <summary>Creates a thing and answers with it and its path.</summary>
    public static OperationDescription CreatesInTickets<T>(this OperationDescription operation, T example) => operation.Answer(
        StatusCodes.Status201Created, "It is there.", Content.Json(operation.Api, example), AnswerHeaders.Location(operation.Api));

    /// <summary>Takes parameters: JSON, whatever type it is sent with.</summary>
    public static OperationDescription TakesInTickets(
        this OperationDescription operation, JsonObject schema, JsonObject example) => operation
        .Body(required: true, Content.Json(schema, example))
        .CanBeWrong()
        .Problem(
            StatusCodes.Status413PayloadTooLarge,
            "TicketTooLarge",
            "The body is too long.",
            "ResourceError",
            "The body is longer than 262144 bytes.");

    /// <summary>Finds parameters wrong.</summary>
    public static OperationDescription CanBeWrong(this OperationDescription operation) => operation.SharedAnswer(
        StatusCodes.Status400BadRequest, "TicketInvalid", () => OperationDescription.Response(
            "The body cannot be read, or its parameters are wrong: all that are.",
            Content.Json(ParametersError(operation.Api), Example("subject", "Missing value for attribute subject"))));

    /// <summary>Does not find what the request names.</summary>
    public static OperationDescription CanBeMissing(this OperationDescription operation) => operation.Problem(
        StatusCodes.Status404NotFound,
        "TicketNotFound",
        "There is no such thing, or not for this user.",
        "ResourceError",
        "Ticket not found.");

    /// <summary>The manners of what is for users with a token.</summary>
    public static OperationDescription ForUsers(this OperationDescription operation) => operation
        .Secured("token", () => new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "The token of a user, as `GET /users` shows it on a laptop, and `POST /users` once everywhere.",
        })
        .SharedAnswer(StatusCodes.Status401Unauthorized, "TicketUnauthorized", () => Unauthorized(operation.Api))
        .CanFail();

    /// <summary>The manners of what is for administrators.</summary>
    public static OperationDescription ForAdministrators(this OperationDescription operation) => operation
        .Secured("administrator", () => new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "basic",
            ["description"] = "`ADMIN_USERNAME` and `ADMIN_PASSWORD`. With `ALLOW_ANONYMOUS`, as on a laptop, everybody is an "
                + "administrator.",
        })
        .SharedAnswer(StatusCodes.Status401Unauthorized, "TicketUnauthorized", () => Unauthorized(operation.Api))
        .Problem(
            StatusCodes.Status503ServiceUnavailable,
            "UsersUnconfigured",
            "No administrator is configured.",
            "SystemError",
            AdministratorCredential.HowToConfigure)
        .CanFail();

    private static OperationDescription CanFail(this OperationDescription operation) => operation.Problem(
        StatusCodes.Status500InternalServerError,
        "TicketFailed",
        "Something went wrong; the log says what, under this id.",
        "SystemError",
        "Something went wrong.",
        "c1a0b54e-30a5-4b4e-8d25-5d7f2d6f1c7a");

    private static JsonObject Unauthorized(OpenApiBuilder api) => OperationDescription.Response(
        "The credentials are missing or wrong.",
        Content.Json(ParametersError(api), Example("Authentication", "not authenticated")),
        AnswerHeaders.WwwAuthenticate(api));

    private static OperationDescription Problem(
        this OperationDescription operation,
        int status,
        string name,
        string description,
        string type,
        string message,
        string? correlation = null)
    {
        var example = new JsonObject { ["type"] = type, ["message"] = message };
        if (correlation is not null)
            example["correlation_id"] = correlation;
        var schema = operation.Api.Shared("schemas", "TicketProblem", () => Schema.Object(
            "Why there is no answer.",
            ("type", Schema.Word("About what it is.", "ResourceError", "SystemError")),
            ("message", Schema.Text("Why.")),
            ("correlation_id", Schema.Text("Under which the log has the reason.")))
            .Requires("type", "message"));
        return operation.SharedAnswer(status, name, () => OperationDescription.Response(description, Content.Json(schema, example)));
    }

    private static JsonObject ParametersError(OpenApiBuilder api) => api.Shared("schemas", "ParametersError", () => Schema.Object(
        "What is wrong with a request.",
        ("type", Schema.Word("About what it is.", "ParametersError")),
        ("message", Schema.List("All that is wrong.", Schema.Object(
            "What is wrong with a parameter.",
            ("parameter", Schema.Text("Its name.")),
            ("message", Schema.Text("Why.")))
            .Requires("parameter", "message"))))
        .Requires("type", "message"));

    private static JsonObject Example(string parameter, string message) => new()
    {
        ["type"] = "ParametersError",
        ["message"] = new JsonArray(new JsonObject { ["parameter"] = parameter, ["message"] = message }),
    };
}
