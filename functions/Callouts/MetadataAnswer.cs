using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>Answers requests that change the metadata of something, and nothing else.</summary>
internal static class MetadataAnswer
{
    /// <summary>204, or 404, or 422 for metadata that cannot be kept.</summary>
    public static async Task<IResult> UpdateAsync<T>(
        HttpRequest http,
        string id,
        Func<long, MetadataChange?, ValidationErrors, CancellationToken, Task<Outcome<T>>> update,
        CancellationToken cancellation)
    {
        var request = await ApiRequest.ReadAsync(http, cancellation);
        var errors = new ValidationErrors();
        var metadata = MetadataChange.Read(request.Params, errors);
        return ApiResults.From(
            await update(ApiIds.Require(id), metadata, errors, cancellation), _ => ApiResults.NoContent());
    }
}
