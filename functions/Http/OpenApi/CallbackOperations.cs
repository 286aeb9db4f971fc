using System.Text.Json.Nodes;
using Switchboard.Identity;

namespace Switchboard.Http.OpenApi;

/// <summary>The operations of the callbacks family, by its manners.</summary>
public static class CallbackOperations
{
    /// <summary>Answers with a page of a list, in an envelope.</summary>
    public static OperationDescription ListsInCallbacks<T>(this OperationDescription operation, T example) => operation
        .InCallbacks()
        .Paged("results_per_page")
        .Problem(StatusCodes.Status400BadRequest, "CallbackUnreadable", "The query cannot be read.", "The query is not valid UTF-8.")
        .Ok("A page of the list.", Content.Json(
            Schema.Object(
                "A page.",
                ("num_results", Schema.Integer("How many items the whole list has.")),
                ("objects", Schema.List("The items.", operation.Api.SchemaOf<T>())),
                ("page", Schema.Integer("Which page it is.")),
                ("total_pages", Schema.Integer("How many pages there are.")))
                .Requires("num_results", "objects", "page", "total_pages"),
            new JsonObject
            {
                ["num_results"] = 1,
                ["objects"] = Content.JsonArray(operation.Api, example).Content["example"]!.DeepClone(),
                ["page"] = 1,
                ["total_pages"] = 1,
            }));

    /// <summary>Answers with a thing.</summary>
    public static OperationDescription ShowsInCallbacks<T>(this OperationDescription operation, T example) =>
        operation.InCallbacks().Ok("It.", Content.Json(operation.Api, example));

    /// <summary>Creates a thing and answers with it and its path.</summary>
    public static OperationDescription CreatesInCallbacks<T>(this OperationDescription operation, T example) =>
        operation.InCallbacks().Answer(
            StatusCodes.Status201Created, "It is there.", Content.Json(operation.Api, example), AnswerHeaders.Location(operation.Api));

    /// <summary>Takes fields, as JSON.</summary>
    public static OperationDescription TakesInCallbacks(
        this OperationDescription operation, JsonObject schema, JsonObject example) => operation
        .Body(required: true, Content.Json(schema, example))
        .SharedAnswer(StatusCodes.Status400BadRequest, "CallbackInvalid", () => OperationDescription.Response(
            "The body cannot be read, or its fields are wrong: the first of them in words, then each.",
            Content.Json(
                ProblemSchema(operation.Api),
                Content.Example("""{"message":"No DDI given","validation_errors":{"ddi":"No DDI given"}}"""))))
        .Problem(
            StatusCodes.Status413PayloadTooLarge, "CallbackTooLarge", "The body is too long.", "The body is longer than 1048576 bytes.")
        .Problem(
            StatusCodes.Status415UnsupportedMediaType,
            "CallbackUnsupported",
            "The body is not JSON.",
            "The body must be JSON: Content-Type: application/json.");

    /// <summary>The manners of everything in the family.</summary>
    public static OperationDescription InCallbacks(this OperationDescription operation)
    {
        operation
            .InApi()
            .SharedAnswer(StatusCodes.Status401Unauthorized, "CallbackUnauthorized", () => OperationDescription.Response(
                "The credentials are missing or wrong.",
                Content.Json(ProblemSchema(operation.Api), Example("Not Authorized")),
                AnswerHeaders.WwwAuthenticate(operation.Api)))
            .Problem(
                StatusCodes.Status503ServiceUnavailable,
                "CallbackUnconfigured",
                "No credentials are configured, and anonymous use is not allowed.",
                BasicCredential.HowToConfigure)
            .Problem(
                StatusCodes.Status500InternalServerError,
                "CallbackFailed",
                "Something went wrong; the log says what, under the id in the message.",
                "Something went wrong; the log has it as c1a0b54e-30a5-4b4e-8d25-5d7f2d6f1c7a.");
        return operation.HasPathParameters
            ? operation.Problem(StatusCodes.Status404NotFound, "CallbackNotFound", "There is no such callback.", "Not Found")
            : operation;
    }

    private static OperationDescription Problem(
        this OperationDescription operation, int status, string name, string description, string message) =>
        operation.SharedAnswer(status, name, () => OperationDescription.Response(
            description, Content.Json(ProblemSchema(operation.Api), Example(message))));

    private static JsonObject Example(string message) => new() { ["message"] = message, ["validation_errors"] = new JsonObject() };

    private static JsonObject ProblemSchema(OpenApiBuilder api) => api.Shared("schemas", "CallbackProblem", () => Schema.Object(
        "Why there is no answer.",
        ("message", Schema.Text("Why.")),
        ("validation_errors", Schema.Map("What is wrong with which field.", new JsonObject { ["type"] = "string" })))
        .Requires("message", "validation_errors"));
}
