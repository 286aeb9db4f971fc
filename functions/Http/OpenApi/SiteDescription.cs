using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>Describes what belongs to no API.</summary>
internal sealed class SiteDescription : IDescribesRoutes
{
    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Application", "The application itself. Open to everybody.");
        api.Operation(nameof(HealthFunctions.GetHealth), "Whether the application can do its work")
            .Ok("It can.", Content.Json(Health("ok"), new JsonObject { ["status"] = "ok" }))
            .Answer(
                StatusCodes.Status503ServiceUnavailable,
                "It cannot; the log says why.",
                Content.Json(Health("unavailable"), new JsonObject { ["status"] = "unavailable" }));
        api.Operation(nameof(OpenApiFunctions.GetOpenApi), "This document")
            .Ok("The document.", Content.Json(
                Schema.Document("An OpenAPI 3.1 document."), Content.Example("""{"openapi":"3.1.1"}""")));
        api.Operation(nameof(DocsFunctions.GetDocs), "A page that explores this document")
            .Answer(StatusCodes.Status200OK, "The page.", Content.Text("text/html", "<!doctype html>"));
        api.Operation(nameof(DocsFunctions.GetDocsFile), "A file of that page")
            .InPath("file", Schema.Text("Its name."), "docs.js")
            .Answer(StatusCodes.Status200OK, "The file.", Content.Text("text/javascript", "SwaggerUIBundle({});"))
            .Answer(StatusCodes.Status404NotFound, "There is no such file.", Content.Json(
                Schema.Object("Why not.", ("status", Schema.Integer("The status.")), ("error", Schema.Text("What it is called."))),
                Content.Example("""{"status":404,"error":"Not Found"}""")));
    }

    private static JsonObject Health(string status) =>
        Schema.Object("How it is.", ("status", Schema.Word("How.", status))).Requires("status");
}
