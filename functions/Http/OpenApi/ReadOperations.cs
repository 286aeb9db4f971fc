using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>Operations that read, of any family.</summary>
internal static class ReadOperations
{
    /// <summary>A 200 that caches may ask after.</summary>
    public static OperationDescription Ok(
        this OperationDescription operation,
        string description,
        (string MediaType, JsonObject Content) content,
        params (string Name, JsonObject Header)[] headers)
    {
        if (!operation.Reads)
            return operation.Answer(StatusCodes.Status200OK, description, content, headers);
        return operation
            .Answer(StatusCodes.Status200OK, description, content, [.. headers, AnswerHeaders.EntityTag(operation.Api)])
            .SharedAnswer(StatusCodes.Status304NotModified, "NotModified", () => OperationDescription.Response(
                "What `If-None-Match` names is still the answer.", null, AnswerHeaders.EntityTag(operation.Api)));
    }

    /// <summary>Asks for a page.</summary>
    public static OperationDescription Paged(this OperationDescription operation, string perPage = "per_page") => operation
        .SharedParameter("Page", () => OperationDescription.QueryParameter("page", Schema.Integer("The page, from 1.", minimum: 1), 1))
        .SharedParameter(perPage == "per_page" ? "PerPage" : "ResultsPerPage", () => OperationDescription.QueryParameter(
            perPage,
            Schema.Integer($"How many items a page has: {Paging.DefaultPerPage} if nothing is said. Who asks for more than "
                + $"{Paging.MaxPerPage} gets that many.", minimum: 1),
            Paging.DefaultPerPage));
}
