using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>Answers requests for lists.</summary>
internal static class ListAnswer
{
    /// <summary>The page that was asked for, or 422 where the query cannot be understood or carried out.</summary>
    public static async Task<IResult> FromAsync<T, TJson>(
        ApiRequest request, Outcome<Query<T>> query, Func<Query<T>, Task<ListPage<T>>> list, Func<T, TJson> show)
        where T : class, ICollected
    {
        if (query is not Outcome<Query<T>>.Success { Value: var understood })
            return ApiResults.From(query, _ => ApiResults.NotFound());
        try
        {
            var page = await list(understood);
            return ApiResults.List(request, page.Items.Select(show), page.Total);
        }
        catch (ListTooLongException tooLong)
        {
            return ApiResults.Unprocessable(ValidationErrors.Of(ValidationErrors.Base, tooLong.Message));
        }
    }
}
