using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Switchboard.Identity;

namespace Switchboard.Http.OpenApi;

/// <summary>The operations of the <c>/api</c> family, by its manners: what they take, what they answer, how they fail.</summary>
public static class ApiOperations
{
    /// <summary>Answers with a page of a list.</summary>
    public static OperationDescription ListsInApi<T>(this OperationDescription operation, params IEnumerable<T> examples)
    {
        var api = operation.Api;
        return operation.InApi().CanBeUnreadable().Paged().Ok(
            "A page of the list.",
            Content.JsonArray(api, examples),
            AnswerHeaders.Total(api),
            AnswerHeaders.PerPage(api),
            AnswerHeaders.Link(api));
    }

    /// <summary>Answers with a thing.</summary>
    public static OperationDescription ShowsInApi<T>(this OperationDescription operation, T example) =>
        operation.InApi().Ok("It.", Content.Json(operation.Api, example));

    /// <summary>Creates a thing, or has something happen to one, and answers with it and its path.</summary>
    public static OperationDescription CreatesInApi<T>(this OperationDescription operation, T example) => operation.InApi().Answer(
        StatusCodes.Status201Created,
        "It was done; this is what came of it.",
        Content.Json(operation.Api, example),
        AnswerHeaders.Location(operation.Api));

    /// <summary>Changes a thing, and answers with nothing.</summary>
    public static OperationDescription ChangesInApi(this OperationDescription operation) =>
        operation.InApi().Answer(StatusCodes.Status204NoContent, "It was done.");

    /// <summary>Takes parameters, as JSON or as a form.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="name">What the schema of the parameters is called.</param>
    /// <param name="schema">Writes it.</param>
    /// <param name="example">An example.</param>
    public static OperationDescription TakesInApi(
        this OperationDescription operation, string name, Func<JsonObject> schema, JsonObject example)
    {
        JsonObject Parameters() => operation.Api.Shared("schemas", name, schema);
        return operation
            .Body(
                required: schema().ContainsKey("required"),
                Content.Json(Parameters(), example.DeepClone()),
                Content.Form("application/x-www-form-urlencoded", Parameters(), example),
                Content.Form("multipart/form-data", Parameters(), example))
            .CanRefuseBody()
            .CanBeInvalid();
    }

    /// <summary>Finds what was sent wrong in content.</summary>
    public static OperationDescription CanBeInvalid(this OperationDescription operation) => operation.SharedAnswer(
        StatusCodes.Status422UnprocessableEntity,
        "ApiInvalid",
        () => OperationDescription.Response(
            "What was sent cannot be carried out; for each attribute, why. What belongs to none stands under `base`.",
            Content.Json(
                operation.Api.Shared("schemas", "ApiErrors", () => Schema.Object(
                    "What is wrong with a request.",
                    ("errors", Schema.Map(
                        "Messages by attribute.", Schema.List("Messages.", new JsonObject { ["type"] = "string" }))))
                    .Requires("errors")),
                Content.Example("""{"errors":{"msisdn":["is an invalid number"]}}"""))));

    /// <summary>Finds a body that cannot be read.</summary>
    public static OperationDescription CanRefuseBody(this OperationDescription operation) => operation
        .CanBeUnreadable()
        .Problem(StatusCodes.Status413PayloadTooLarge, "ApiTooLarge", "The body is too long.", "The body is longer than 1048576 bytes.")
        .Problem(
            StatusCodes.Status415UnsupportedMediaType,
            "ApiUnsupported",
            "The body is of a type, or in a coding, that is not read.",
            "The body must be UTF-8.");

    /// <summary>The manners of everything in the family.</summary>
    public static OperationDescription InApi(this OperationDescription operation)
    {
        operation
            .Secured("api", () => new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "basic",
                ["description"] = "`HTTP_BASIC_AUTH_USER` and `HTTP_BASIC_AUTH_PASSWORD`. Where no user is set, nobody passes, "
                    + "or with `ALLOW_ANONYMOUS`, as on a laptop, everybody.",
            })
            .SharedAnswer(StatusCodes.Status401Unauthorized, "ApiUnauthorized", () => OperationDescription.Response(
                "The credentials are missing or wrong.",
                Content.Text("text/plain", "HTTP Basic: Access denied."),
                AnswerHeaders.WwwAuthenticate(operation.Api)))
            .Problem(
                StatusCodes.Status503ServiceUnavailable,
                "ApiUnconfigured",
                "No credentials are configured, and anonymous use is not allowed.",
                BasicCredential.HowToConfigure)
            .SharedAnswer(StatusCodes.Status500InternalServerError, "ApiFailed", () => OperationDescription.Response(
                "Something went wrong; the log says what, under this id.",
                Content.Json(
                    ProblemSchema(operation.Api),
                    Content.Example(
                        """{"status":500,"error":"Internal Server Error","correlation_id":"c1a0b54e-30a5-4b4e-8d25-5d7f2d6f1c7a"}"""))));
        return operation.HasPathParameters
            ? operation.Problem(StatusCodes.Status404NotFound, "ApiNotFound", "There is no such thing.", null)
            : operation;
    }

    private static OperationDescription CanBeUnreadable(this OperationDescription operation) => operation.Problem(
        StatusCodes.Status400BadRequest, "ApiUnreadable", "The request cannot be read.", "The body is not valid UTF-8.");

    private static OperationDescription Problem(
        this OperationDescription operation, int status, string name, string description, string? message)
    {
        var example = new JsonObject { ["status"] = status, ["error"] = ReasonPhrases.GetReasonPhrase(status) };
        if (message is not null)
            example["message"] = message;
        return operation.SharedAnswer(status, name, () => OperationDescription.Response(
            description, Content.Json(ProblemSchema(operation.Api), example)));
    }

    private static JsonObject ProblemSchema(OpenApiBuilder api) => api.Shared("schemas", "ApiProblem", () => Schema.Object(
        "Why there is no answer.",
        ("status", Schema.Integer("The HTTP status.")),
        ("error", Schema.Text("What it is called.")),
        ("message", Schema.Text("Why, if there is more to say.")),
        ("correlation_id", Schema.Text("Under which the log has the reason.")))
        .Requires("status", "error"));
}
